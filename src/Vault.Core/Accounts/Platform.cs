using Vault.Core.Custody;
using Vault.Core.Exports;
using Vault.Core.Holdings;

namespace Vault.Core.Accounts;

/// <summary>Where a platform of the list comes from.</summary>
public enum PlatformOrigin
{
    /// <summary>As the product ships it; upgrades improve it.</summary>
    Shipped,

    /// <summary>Shipped, and the organisation has said something of it otherwise.</summary>
    Changed,

    /// <summary>Entered by the organisation.</summary>
    Own,
}

/// <summary>
/// A kind of place where the organisation keeps accounts it does not own: what it takes as a password and which
/// components open an account there. The shipped rules are cautious readings of the platforms' own pages, which change;
/// a generated password that is shorter than need be works, one that is refused does not. What the organisation has made
/// of the list is in <see cref="PlatformList"/>.
/// </summary>
public sealed record Platform
{
    /// <summary>Characters of a name at most.</summary>
    public const int NameLimit = 40;

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

    /// <summary>As stored with an account and written in the log; never changes.</summary>
    public string Key { get; }

    /// <summary>Drawn as its mark; no trademark image.</summary>
    public string Letter { get; }

    /// <summary>What the organisation calls it; null for a shipped one under the product's own name.</summary>
    public string? Name { get; private init; }

    public PasswordRules PasswordRules { get; private init; }

    /// <summary>What can be put in custody, in the order people look for it.</summary>
    public IReadOnlyList<Component> Components { get; private init; }

    /// <summary>How many operators, grants and the like it allows; the organisation does not change them.</summary>
    public HoldingLimits Limits { get; private init; } = HoldingLimits.None;

    public bool Has(Component component) => Components.Contains(component);

    public PlatformOrigin Origin { get; private init; }

    /// <summary>False once it was taken off the list for new accounts; those it has stay as they are.</summary>
    public bool IsOffered { get; private init; } = true;

    /// <summary>Counts the changes, so that two who change it at once do not undo each other unseen.</summary>
    public int Revision { get; private init; }

    /// <summary>The key of the product's own name in the texts.</summary>
    public string NameKey => $"Platform.{Key}";

    /// <summary>Names no other platform may have: the product's own in each language, and that of the files.</summary>
    public IReadOnlyList<string> OwnNames { get; private init; } = [];

    /// <summary>Every component a platform can have, in the order people look for it.</summary>
    public static IReadOnlyList<Component> EveryComponent { get; } =
    [
        Component.Password,
        Component.LoginName,
        Component.TotpSeed,
        Component.RecoveryCodes,
        Component.MailboxPassword,
        Component.AppSecret,
        Component.Token,
        Component.EncodingAesKey,
        Component.Note,
    ];

    /// <summary>The platforms the product ships, in the order of a drop-down.</summary>
    public static IReadOnlyList<Platform> Shipped { get; } =
    [
        Ship(WeixinMp, "微", PasswordRules.Narrow, WithApi, "微信公众号", "WeChat Official Account"),
        // Signing in is the administrator's own WeChat identity: there is no password to keep.
        Ship(
            "weixin-channels",
            "视",
            PasswordRules.Narrow,
            [Component.LoginName, Component.Note],
            "微信视频号",
            "WeChat Channels"
        ),
        Ship("weixin-mini", "程", PasswordRules.Narrow, WithApi, "微信小程序", "WeChat Mini Program"),
        Ship("weibo", "博", PasswordRules.Narrow, Basic, "微博", "Weibo"),
        Ship("douyin", "抖", PasswordRules.Narrow, Basic, "抖音", "Douyin"),
        Ship("bilibili", "哔", PasswordRules.Narrow, Basic, "哔哩哔哩", "Bilibili"),
        Ship("website", "网", PasswordRules.Generic, [.. Basic, Component.Token], "网站", "Website"),
        Ship("mailbox", "邮", PasswordRules.Generic, Basic, "公共邮箱", "Shared mailbox"),
        Ship(
            Generic,
            "其",
            PasswordRules.Generic,
            [.. Basic, Component.AppSecret, Component.Token],
            "其他平台",
            "Other platform"
        ),
    ];

    private const string WeixinMp = "weixin-mp";

    /// <summary>其他: where an account stands whose platform nobody has a word for.</summary>
    internal const string Generic = "generic";

    /// <summary>A shipped one as the organisation has changed it.</summary>
    internal Platform As(PlatformRow row) =>
        this with
        {
            Name = row.Name,
            PasswordRules = row.Rules ?? PasswordRules,
            Components = row.ComponentList ?? Components,
            Origin = row.IsAsShipped ? PlatformOrigin.Shipped : PlatformOrigin.Changed,
            IsOffered = !row.IsRetired,
            Revision = row.Revision,
        };

    /// <summary>One of the organisation's own.</summary>
    internal static Platform Own(PlatformRow row) =>
        new(row.Key, Mark(row.Name!), row.Rules ?? PasswordRules.Generic, row.ComponentList ?? [])
        {
            Name = row.Name,
            Origin = PlatformOrigin.Own,
            IsOffered = !row.IsRetired,
            Revision = row.Revision,
        };

    private static string Mark(string name) => System.Globalization.StringInfo.GetNextTextElement(name);

    private static Platform Ship(
        string key,
        string letter,
        PasswordRules rules,
        IReadOnlyList<Component> components,
        params string[] names
    )
    {
        var platform = new Platform(key, letter, rules, components);
        return platform with
        {
            Limits = key == WeixinMp ? HoldingLimits.WeixinMp : HoldingLimits.None,
            OwnNames = [.. names.Append(RegisterWords.Of(platform)).Distinct(StringComparer.Ordinal)],
        };
    }
}
