using System.Collections.Frozen;
using Vault.Core.Custody;

namespace Vault.Core.Accounts;

/// <summary>
/// A kind of place where the organisation keeps accounts it does not own: what it takes as a password and which
/// components open an account there. The rules are cautious readings of the platforms' own pages, which change; a
/// generated password that is shorter than need be works, one that is refused does not.
/// </summary>
public sealed record Platform
{
    private static readonly Component[] Basic =
    [
        Component.Password,
        Component.LoginName,
        Component.TotpSeed,
        Component.RecoveryCodes,
        Component.MailboxPassword,
        Component.Note,
    ];

    private static readonly Component[] WithApi =
    [
        Component.Password,
        Component.LoginName,
        Component.MailboxPassword,
        Component.AppSecret,
        Component.Token,
        Component.EncodingAesKey,
        Component.Note,
    ];

    private Platform(string key, string letter, PasswordRules rules, IReadOnlyList<Component> components)
    {
        Key = key;
        Letter = letter;
        PasswordRules = rules;
        Components = components;
    }

    /// <summary>As stored with an account and written in the log.</summary>
    public string Key { get; }

    /// <summary>Drawn as its mark; no trademark image.</summary>
    public string Letter { get; }

    public PasswordRules PasswordRules { get; }

    /// <summary>What can be put in custody, in the order people look for it.</summary>
    public IReadOnlyList<Component> Components { get; }

    /// <summary>The key of its name in the texts.</summary>
    public string NameKey => $"Platform.{Key}";

    /// <summary>Every platform, in the order of a drop-down.</summary>
    public static IReadOnlyList<Platform> All { get; } =
    [
        new("weixin-mp", "微", PasswordRules.Narrow, WithApi),
        // Signing in is the administrator's own WeChat identity: there is no password to keep.
        new("weixin-channels", "视", PasswordRules.Narrow, [Component.LoginName, Component.Note]),
        new("weixin-mini", "程", PasswordRules.Narrow, WithApi),
        new("weibo", "博", PasswordRules.Narrow, Basic),
        new("douyin", "抖", PasswordRules.Narrow, Basic),
        new("bilibili", "哔", PasswordRules.Narrow, Basic),
        new("website", "网", PasswordRules.Generic, [.. Basic, Component.Token]),
        new("mailbox", "邮", PasswordRules.Generic, Basic),
        new("generic", "其", PasswordRules.Generic, [.. Basic, Component.AppSecret, Component.Token]),
    ];

    private static readonly FrozenDictionary<string, Platform> ByKey = All.ToFrozenDictionary(
        p => p.Key,
        StringComparer.Ordinal
    );

    /// <summary>Null if the catalogue has no such platform.</summary>
    public static Platform? Find(string? key) => key is null ? null : ByKey.GetValueOrDefault(key);

    /// <summary>The platform of a registered account; 其他 where the catalogue no longer has it.</summary>
    public static Platform Of(Account account) => Find(account.Platform) ?? ByKey["generic"];
}
