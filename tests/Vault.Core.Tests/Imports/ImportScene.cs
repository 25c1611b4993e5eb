using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.Imports;
using Vault.Core.People;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Imports;

/// <summary>An office whose registrar proposes sheets, which the security administrator confirms.</summary>
internal sealed class ImportScene : IAsyncDisposable
{
    private ImportScene(Office office) => Office = office;

    public Office Office { get; }

    public TestVault Vault => Office.Vault;

    public static async Task<ImportScene> Open() => new(await Office.Open());

    /// <summary>Imports into an office that is at work already.</summary>
    public static ImportScene In(Office office) => new(office);

    public async Task<ImportPlan> Preview(IReadOnlyList<RegisterRow> rows)
    {
        var standing = await StandingOf(Office.Registrar);
        return Vault.Get<PreviewImport>().Run(standing, rows)!;
    }

    public async Task<ProposeImportOutcome> Propose(
        Person by,
        IReadOnlyList<RegisterRow> rows,
        string file = "台账.xlsx"
    )
    {
        var (actor, id) = (await Office.As(by), RegisterImportId.New());
        var proof = await Office.Proof(by, ProofPurpose.Propose, id.Value);
        return await Vault.Get<ProposeImport>().Run(actor, proof, id, new(file, rows));
    }

    public async Task<RegisterImportId> Proposed(IReadOnlyList<RegisterRow> rows) =>
        Assert.IsType<ProposeImportOutcome.Proposed>(await Propose(Office.Registrar, rows)).Id;

    public async Task<DecideImportOutcome> Decide(
        Person by,
        RegisterImportId id,
        ProposalStep step,
        string? digest = null
    )
    {
        var actor = await Office.As(by);
        var shown = digest ?? (await Read(by, id))?.Plan?.Digest();
        var proof = await Office.Proof(by, ProofPurpose.Confirm, id.Value);
        return await Vault.Get<DecideImport>().Run(actor, proof, id, step, shown);
    }

    /// <summary>Proposed by the registrar and confirmed by the security administrator.</summary>
    public async Task<ImportPlan> Import(IReadOnlyList<RegisterRow> rows)
    {
        var outcome = await Decide(Office.Security, await Proposed(rows), new ProposalStep.Confirm());
        return Assert.IsType<DecideImportOutcome.Done>(outcome).Plan!;
    }

    public async Task<ImportFile?> Read(Person by, RegisterImportId id) =>
        await Vault.Get<ReadImport>().Run(await StandingOf(by), id);

    public async Task<Account> Account(string name)
    {
        await using var db = Vault.Read();
        return await db.Set<Account>().SingleAsync(a => a.Name == name);
    }

    /// <summary>Who holds a role of an account now, by name and in order of the names.</summary>
    public async Task<IReadOnlyList<string>> Holders(string account, AppointmentRole role)
    {
        var id = (await Account(account)).Id;
        await using var db = Vault.Read();
        var live = (await db.Set<Appointment>().Where(a => a.Account == id && a.Role == role).ToListAsync())
            .Where(a => a.IsLive(Vault.Clock.Now))
            .Select(a => a.Person)
            .ToList();
        var persons = await db.Set<Person>().Where(p => live.Contains(p.Id)).ToListAsync();
        return [.. persons.Select(p => p.DisplayName).Order(StringComparer.Ordinal)];
    }

    public ValueTask DisposeAsync() => Office.DisposeAsync();

    public async Task<Standing> StandingOf(Person person)
    {
        await using var db = Vault.Read();
        return Standing.Read(db, person.Id, Vault.Clock.Now)!;
    }
}
