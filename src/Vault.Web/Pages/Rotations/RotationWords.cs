using System.Globalization;
using Vault.Core.Custody;
using Vault.Core.Rotations;
using Vault.Web.Components;

namespace Vault.Web.Pages.Rotations;

/// <summary>A change that is owed, as lists show it.</summary>
public static class RotationWords
{
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static ChipKind Chip(ChangeState state) =>
        state switch
        {
            ChangeState.Owed => ChipKind.Due,
            ChangeState.Generated => ChipKind.Neutral,
            _ => ChipKind.Active,
        };

    /// <summary>Where its next step is taken.</summary>
    public static string Next(ChangeLine line) =>
        line.State == ChangeState.Applied
            ? $"/accounts/{line.Account.Id}/secrets/{line.Component.Slug()}/verification"
            : $"/accounts/{line.Account.Id}/rotation";
}
