using Vault.Core.Accounts;
using Vault.Core.Text;

namespace Vault.Core.Imports;

/// <summary>
/// The words by which a sheet names platforms: those offices write for the shipped ones, and before them the names the
/// organisation itself has given.
/// </summary>
public sealed class PlatformWords
{
    // A single character stands in too many words to say anything there.
    private const int ShortestInText = 2;

    private readonly HashSet<string> _keys;
    private readonly Dictionary<string, string> _names;
    private readonly List<(string Word, string Platform)> _inText;

    private PlatformWords(IReadOnlyCollection<Platform> platforms)
    {
        _keys = platforms.Select(p => p.Key).ToHashSet(StringComparer.Ordinal);
        var named = platforms.Where(p => p.Name is not null).ToList();
        _names = named
            .Select(p => (Name: NameText.Uniform(p.Name!), p.Key))
            .Concat(platforms.SelectMany(p => p.OwnNames.Select(n => (Name: NameText.Uniform(n), p.Key))))
            .DistinctBy(n => n.Name, StringComparer.Ordinal)
            .ToDictionary(n => n.Name, n => n.Key, StringComparer.Ordinal);
        _inText =
        [
            .. named
                .Select(p => (Word: ColumnNames.Simplify(p.Name!), p.Key))
                .Where(w => w.Word.Length >= ShortestInText)
                .OrderByDescending(w => w.Word.Length)
                .ThenBy(w => w.Word, StringComparer.Ordinal),
        ];
    }

    /// <summary>Where no vault is open.</summary>
    public static PlatformWords Shipped { get; } = new(Platform.Shipped);

    /// <summary>
    /// Those of the organisation's list. A platform taken off it is still understood: what a sheet names exists.
    /// </summary>
    /// <exception cref="Audit.TamperedRowException">A row of the list is not the attested one, or was removed.</exception>
    public static PlatformWords Of(PlatformList platforms) => new(platforms.All);

    internal bool Knows(string key) => _keys.Contains(key);

    /// <summary>The platform that a cell names: a key, a name, or a text with a word for it; 其他 for any other.</summary>
    internal string KeyOf(string named) =>
        Knows(named) ? named
        : _names.TryGetValue(NameText.Uniform(named.Trim()), out var key) ? key
        : In(named) ?? Platform.Generic;

    /// <summary>
    /// What a heading means, where it is that of an account under a name the organisation gave: 小红书名称, as others
    /// write 微博名称. Null if nobody knows it.
    /// </summary>
    internal RegisterColumn? ColumnOf(string heading)
    {
        if (ColumnNames.Find(heading) is { } known)
            return known;
        var simple = ColumnNames.Simplify(heading);
        var word = _inText.Find(w => simple.StartsWith(w.Word, StringComparison.Ordinal)).Word;
        return word is null
            ? null
            : simple[word.Length..] switch
            {
                "" or "名称" or "昵称" or "账号" or "账号名称" => RegisterColumn.AccountName,
                "id" or "号" or "账号id" => RegisterColumn.PublicId,
                _ => null,
            };
    }

    /// <summary>The platform that a heading or title gives away, or null.</summary>
    internal string? In(string text)
    {
        var simple = ColumnNames.Simplify(text);
        return _inText.Find(w => simple.Contains(w.Word, StringComparison.Ordinal)).Platform
            ?? ColumnNames.PlatformIn(text);
    }
}
