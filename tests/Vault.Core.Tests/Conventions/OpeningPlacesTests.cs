using System.Text.RegularExpressions;
using Xunit;

namespace Vault.Core.Tests.Conventions;

/// <summary>
/// R26, R31, R45: where secrets are sealed and opened, file by file. A new place is a decision, and this list is where
/// it is seen.
/// </summary>
public sealed partial class OpeningPlacesTests
{
    private static readonly Dictionary<string, string> Product = new[] { "src/Vault.Core", "src/Vault.Web" }
        .SelectMany(Repository.Sources)
        .ToDictionary(f => Path.GetRelativePath(Path.Combine(Repository.Root, "src"), f), File.ReadAllText);

    [Theory]
    [InlineData("sealer.Open(", "Vault.Web/Pages/Custody/SecretHtml.cs")]
    [InlineData("sealer.IssueCode(", "Vault.Web/Pages/Custody/Secret.cshtml.cs")]
    [InlineData("sealer.Seal(", "Vault.Core/Custody/Deposit.cs Vault.Core/Imports/ApplyImport.cs")]
    [InlineData("sealer.SealFingerprint(", "Vault.Core/Custody/Deposit.cs Vault.Core/Imports/ApplyImport.cs")]
    [InlineData("sealer.HadValue(", "Vault.Core/Imports/PlanImport.cs")]
    [InlineData("sealer.FingerprintOf(", "Vault.Core/Custody/Deposit.cs Vault.Core/Custody/EqualValues.cs")]
    [InlineData(
        "sealer.Probe(",
        "Vault.Core/Checks/CustodyCheck.cs Vault.Core/Checks/SignInCheck.cs" // asks whether it opens
    )]
    [InlineData("new Sealer(", "Vault.Core/Checks/CustodyCheck.cs Vault.Core/VaultInstance.cs")] // which values are equal
    [InlineData(
        "Plaintext.From(",
        "Vault.Core/Custody/Deposit.cs Vault.Core/Custody/Sealer.cs "
            + "Vault.Core/Imports/ApplyImport.cs Vault.Core/Imports/PlanImport.cs" // a password that stood in a sheet
    )]
    [InlineData("sealer.UseInConnector(", "Vault.Core/Rotations/Connectors/RotateByConnector.cs")]
    [InlineData("new SecretsHandedToConnector(", "Vault.Core/Rotations/Connectors/RotateByConnector.cs")]
    [InlineData("new SecretRevealed(", "Vault.Core/Custody/Reveal.cs")]
    [InlineData("new CodeIssued(", "Vault.Core/Custody/IssueCode.cs")]
    [InlineData(
        ".Utf8",
        "Vault.Core/Custody/OtpAuthUri.cs Vault.Core/Custody/Sealer.cs "
            + "Vault.Core/Rotations/Connectors/ExecutableMessages.cs Vault.Core/Rotations/Connectors/LdapConnector.cs"
    )]
    public void A_secret_is_handled_in_the_known_places(string what, string where)
    {
        var places = Product
            .Where(f => f.Value.Contains(what, StringComparison.Ordinal))
            .Select(f => f.Key.Replace(Path.DirectorySeparatorChar, '/'))
            .Order(StringComparer.Ordinal);

        Assert.Equal(where, string.Join(' ', places));
    }

    [Fact]
    public void A_sealer_is_always_called_by_its_name() =>
        // The list above looks for the name; a sealer under another would not be found.
        Assert.Empty(Product.Where(f => OtherName().IsMatch(f.Value)).Select(f => f.Key));

    [GeneratedRegex(@"\bSealer (?!_?sealer\b|Sealer\b)[a-z_]\w*\s*[,;)=]")]
    private static partial Regex OtherName();
}
