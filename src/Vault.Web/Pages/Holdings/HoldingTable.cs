using Vault.Core.Holdings;

namespace Vault.Web.Pages.Holdings;

/// <summary>Holdings as a table.</summary>
/// <param name="Caption">What it lists.</param>
/// <param name="WithAccount">They are of several accounts.</param>
/// <param name="WithHolder">They are of several holders.</param>
/// <param name="IsNarrow">It has little room: since when is left to the page of each.</param>
public sealed record HoldingTable(
    string Caption,
    IReadOnlyList<HoldingLine> Lines,
    bool WithAccount = false,
    bool WithHolder = true,
    bool IsNarrow = false
);
