using System.Text.RegularExpressions;
using Vault.Core.Text;

namespace Vault.Core.People;

/// <summary>The ways to reach a person, as the registration form has them. Sealed on disk, masked on screen.</summary>
public sealed record Contact(string? OfficePhone, string? Mobile, string? Mailbox, string? Weixin)
{
    public static Contact None { get; } = new(null, null, null, null);

    public bool IsEmpty => this == None;

    public string? this[ContactField field] =>
        field switch
        {
            ContactField.OfficePhone => OfficePhone,
            ContactField.Mobile => Mobile,
            ContactField.Mailbox => Mailbox,
            _ => Weixin,
        };
}

public enum ContactField
{
    OfficePhone,
    Mobile,
    Mailbox,
    Weixin,
}

/// <summary>What a registrar types of them, and what of it may be read without opening.</summary>
public static partial class Contacts
{
    /// <summary>Characters of a WeChat id or mailbox at most.</summary>
    public const int Limit = 100;

    /// <summary>
    /// Enough to tell two apart, too little to call: <c>138****5678</c>, <c>z***@example.edu.cn</c>. Null for nothing.
    /// </summary>
    public static string? Masked(string? value)
    {
        if (string.IsNullOrEmpty(value))
            return null;
        var at = value.LastIndexOf('@');
        if (at > 0)
            return $"{value[0]}***{value[at..]}";
        var shown =
            value.Length >= 10 ? 3
            : value.Length >= 6 ? 1
            : 0;
        return $"{value[..shown]}****{value[^(shown == 0 ? 0 : Math.Min(4, value.Length - shown - 2))..]}";
    }

    /// <summary>Each of them masked.</summary>
    public static Contact Masked(Contact contact) =>
        new(Masked(contact.OfficePhone), Masked(contact.Mobile), Masked(contact.Mailbox), Masked(contact.Weixin));

    /// <summary>Reads all four; whatever is wrong is added to the faults.</summary>
    internal static Contact Read(Contact typed, List<RegisterFault> faults) =>
        new(
            Phone(typed.OfficePhone, RegisterField.OfficePhone, faults),
            Phone(typed.Mobile, RegisterField.Mobile, faults),
            Mailbox(typed.Mailbox, faults),
            Text(typed.Weixin, RegisterField.Weixin, faults)
        );

    /// <summary>Digits with <c>+</c>, <c>-</c>, brackets, blanks and an extension, 3 to 20 of them.</summary>
    internal static bool IsPhone(string text) => PhoneForm().IsMatch(text);

    internal static bool IsMailbox(string text) => MailboxForm().IsMatch(text);

    private static string? Phone(string? typed, RegisterField field, List<RegisterFault> faults)
    {
        if (Text(typed, field, faults) is not { } text)
            return null;
        if (IsPhone(text))
            return text;
        faults.Add(new(field, RegisterProblem.NotAPhone));
        return null;
    }

    private static string? Mailbox(string? typed, List<RegisterFault> faults)
    {
        if (Text(typed, RegisterField.Mailbox, faults) is not { } text)
            return null;
        if (IsMailbox(text))
            return text;
        faults.Add(new(RegisterField.Mailbox, RegisterProblem.NotAMailbox));
        return null;
    }

    private static string? Text(string? typed, RegisterField field, List<RegisterFault> faults)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return null;
        if (NameText.TryParse(typed, Limit, out var text, out var fault))
            return text;
        faults.Add(RegisterFault.Of(field, fault.Value));
        return null;
    }

    [GeneratedRegex(
        @"^\+?[\d(（][\d\-()（） ]{1,24}\d( ?(转|-|#|ext\.?) ?\d{1,6})?$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex PhoneForm();

    [GeneratedRegex(@"^[^@\s]{1,64}@[^@\s]+\.[^@\s.]+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MailboxForm();
}
