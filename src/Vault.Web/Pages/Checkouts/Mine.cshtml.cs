using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Vault.Core.Checkouts;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Checkouts;

/// <summary>
/// What one person has to do with checkouts: those he has, those that wait for him, those he asked for, and who has what
/// of the accounts he sees.
/// </summary>
public sealed class MineModel(
    ListCheckouts list,
    ListHeldAccounts everywhere,
    ListBreakGlassReviews reviews,
    CurrentActor current
) : PageModel
{
    private static readonly Dictionary<CheckoutView, string> Slugs = new()
    {
        [CheckoutView.Held] = "held",
        [CheckoutView.ToDecide] = "pending",
        [CheckoutView.Asked] = "asked",
    };

    private const string Everywhere = "all";
    private const string ToReview = "review";

    /// <summary>What was taken in an emergency and waits for its review, where it is the reader's business.</summary>
    public IReadOnlyList<UnreviewedBreakGlass> Reviews { get; private set; } = [];

    /// <summary>The view is that of <see cref="Reviews"/>.</summary>
    public bool IsReview { get; private set; }

    /// <summary>Null: who has what.</summary>
    public CheckoutView? View { get; private set; }

    public CheckoutPage Found { get; private set; } = null!;

    /// <summary>The key of the view in texts.</summary>
    public string Key => View?.ToString() ?? "All";

    /// <summary>Each view with its address.</summary>
    public static IEnumerable<(CheckoutView? View, string Href)> Views =>
        [
            .. Slugs.Select(s => ((CheckoutView?)s.Key, $"/my/checkouts?view={s.Value}")),
            (null, $"/my/checkouts?view={Everywhere}"),
        ];

    /// <summary>A view the address misspells is the one of those he has.</summary>
    public async Task OnGetAsync(string? view, [FromQuery(Name = "page")] int? number)
    {
        ModelState.Clear();
        Reviews = await reviews.Run(current.Standing());
        IsReview = view == ToReview;
        if (view != Everywhere)
            View = Slugs.ContainsValue(view ?? "") ? Slugs.First(s => s.Value == view).Key : CheckoutView.Held;
        Found = await list.Run(current.Person.Id, View ?? CheckoutView.Held, number ?? 1);
        if (View is not null)
            return;
        var lines = await everywhere.Run(current.Standing());
        Found = new CheckoutPage(lines, lines.Count, 1, 1, Found.ToDecide);
    }
}
