using Vault.Core.People;
using Vault.Core.Records;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Records;

/// <summary>Papers printed by somebody of an office.</summary>
internal static class RecordKit
{
    public static async Task<RecordOutcome> Print(this Office office, Person by, RecordKind kind, Guid subject)
    {
        var proof = await office.Proof(by, ProofPurpose.Export, subject);
        var print = office.Vault.Get<PrintRecord>();
        return await print.Run(await office.As(by), office.Standing(by), proof, kind, new(subject));
    }

    public static async Task<RecordContent> Printed(this Office office, Person by, RecordKind kind, Guid subject) =>
        Assert.IsType<RecordOutcome.Paper>(await office.Print(by, kind, subject)).Printed.Content;

    public static Standing Standing(this Office office, Person person)
    {
        using var db = office.Vault.Read();
        return Core.People.Standing.Read(db, person.Id, office.Vault.Clock.Now)!;
    }

    /// <summary>The facts at the head of a paper.</summary>
    public static ILookup<string, string> Facts(this RecordContent content) =>
        content.Sections[0].Facts.ToLookup(f => f.Term, f => f.Text);

    /// <summary>Everything that stands on a paper.</summary>
    public static string Whole(this RecordContent content) =>
        string.Join(
            '\n',
            content
                .Sections.SelectMany(s =>
                    s.Facts.Select(f => f.Text).Concat(s.Table?.Rows.SelectMany(r => r) ?? []).Append(s.Text ?? "")
                )
                .Append(content.Closing)
        );
}
