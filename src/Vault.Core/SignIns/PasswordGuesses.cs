using Zxcvbn;
using Estimator = Zxcvbn.Zxcvbn;

namespace Vault.Core.SignIns;

/// <summary>
/// Estimates offline how soon a password is guessed: zxcvbn with its built-in lists of common passwords, names, words,
/// keyboard rows and dates, given the words at hand and what is common where the vault is used. What the estimator
/// does not know by itself, repetition of a block, is undone first.
/// </summary>
internal static class PasswordGuesses
{
    /// <summary>Below this many bits a password counts as guessable: 2^40 guesses are days on one graphics card.</summary>
    public const double LeastBits = 40;

    // Pinyin, birthday-free luck numbers and place names that lists made from English leaks leave out.
    private static readonly string[] CommonHere =
    [
        "woaini",
        "aini",
        "woaini1314",
        "5201314",
        "1314520",
        "520",
        "1314",
        "woshi",
        "nihao",
        "mima",
        "zhongguo",
        "beijing",
        "shanghai",
        "guangzhou",
        "daxue",
        "xueyuan",
        "xuexiao",
        "gongzhonghao",
        "weixin",
        "weibo",
        "douyin",
        "bilibili",
        "wechat",
        "guanli",
        "guanliyuan",
        "admin",
        "zhangsan",
        "lisi",
        "wangwu",
        "qaz",
        "wsx",
        "edc",
        "rfv",
    ];

    public static bool IsGuessable(string password, PasswordOwner owner)
    {
        var block = Block(password);
        var known = NearWords
            .Parts([owner.UserName.Text, owner.PersonName, .. owner.OrganisationNames])
            .Concat(NearWords.OfTheProduct)
            .Concat(CommonHere);
        var bits = new Estimator(Translation.English).EvaluatePassword(block, known).Entropy;
        return bits + Math.Log2((double)password.Length / block.Length) < LeastBits;
    }

    /// <summary>The shortest beginning which, repeated and cut off at the end, is the whole text.</summary>
    internal static string Block(string text)
    {
        // The failure function of Knuth, Morris and Pratt: the longest border of each beginning.
        var border = new int[text.Length + 1];
        for (int end = 1, length = 0; end < text.Length; end++)
        {
            while (length > 0 && text[end] != text[length])
                length = border[length];
            if (text[end] == text[length])
                length++;
            border[end + 1] = length;
        }
        return text[..(text.Length - border[^1])];
    }
}
