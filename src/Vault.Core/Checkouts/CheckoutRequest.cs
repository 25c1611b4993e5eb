using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Vault.Core.People;
using Vault.Core.Text;

namespace Vault.Core.Checkouts;

/// <summary>What is to be published, and who approved it and when: nothing is published before a leader has (article 9).</summary>
public sealed record ApprovedPost
{
    /// <summary>UTF-16 units of a title at most.</summary>
    public const int TitleLimit = 200;

    private ApprovedPost(string title, string approver, DateOnly on) => (Title, Approver, On) = (title, approver, on);

    public string Title { get; }

    public string Approver { get; }

    public DateOnly On { get; }

    /// <summary>False for names that the register would not take either.</summary>
    public static bool TryParse(
        string? title,
        string? approver,
        DateOnly on,
        [NotNullWhen(true)] out ApprovedPost? post
    )
    {
        post = null;
        if (!NameText.TryParse(title, TitleLimit, out var what, out _))
            return false;
        if (!NameText.TryParse(approver, Person.NameLimit, out var who, out _))
            return false;
        post = new(what, who, on);
        return true;
    }

    /// <summary>On one line, as it stands in the log.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Title} · {Approver} · {On:yyyy-MM-dd}");
}

/// <summary>What somebody typed when he asked. Kept sealed, since it may quote what is about to be published.</summary>
public sealed record CheckoutRequest(Reason Reason, ApprovedPost? Post)
{
    private const string Kind = "checkout";

    /// <exception cref="Custody.SecretNotOpenedException">The sealed request is not authentic for this checkout.</exception>
    public static CheckoutRequest Open(FieldSealer fields, Checkout checkout)
    {
        var content = fields.Open<Content>(Kind, checkout.Id.Value, checkout.SealedRequest);
        if (!Reason.TryParse(content.Reason, out var reason, out _))
            throw new Custody.SecretNotOpenedException();
        return ApprovedPost.TryParse(content.Title, content.Approver, content.On ?? default, out var post)
            ? new(reason, post)
            : new(reason, null);
    }

    internal byte[] Seal(FieldSealer fields, CheckoutId id) =>
        fields.Seal(Kind, id.Value, new Content(Reason.Text, Post?.Title, Post?.Approver, Post?.On));

    private sealed record Content(string Reason, string? Title, string? Approver, DateOnly? On);
}
