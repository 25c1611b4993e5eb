using System.Text;
using Vault.Core.Accounts;
using Vault.Core.Checkouts;
using Vault.Core.Custody;
using Vault.Core.Imports;
using Vault.Core.Ledger;
using Vault.Core.People;
using Vault.Core.Rotations;
using Vault.Core.Tests.Checkouts;
using Vault.Core.Tests.Imports;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Ledger;

/// <summary>
/// Three accounts, two of them from a sheet with passwords; Zhang is custodian and Li administrator of each. Keeps what
/// every version is worth, which nothing but the people outside knows.
/// </summary>
internal sealed class LedgerScene : IAsyncDisposable
{
    /// <summary>Stood in the sheet, for both accounts.</summary>
    public const string InSheet = "示例-Passw0rd-1";

    private readonly ImportScene _import;
    private readonly Dictionary<(AccountId, Component, int), string> _values = [];

    private LedgerScene(ImportScene import) => _import = import;

    public Office Office => _import.Office;

    public TestVault Vault => Office.Vault;

    public Person Zhang => Office.Zhang;

    public Person Li => Office.Li;

    public IReadOnlyList<Account> Accounts { get; private set; } = [];

    /// <summary>What a version is worth, as the test knows it.</summary>
    public IReadOnlyDictionary<(AccountId Account, Component Component, int Version), string> Values => _values;

    public static async Task<LedgerScene> Set()
    {
        var scene = new LedgerScene(await ImportScene.Open());
        string[] names = ["示例官微甲", "示例官微乙"];
        await scene._import.Import([.. names.Select((name, row) => Row(name, row))]);
        scene.Accounts =
        [
            await scene._import.Account(names[0]),
            await scene._import.Account(names[1]),
            scene.Office.Account,
        ];
        foreach (var account in scene.Accounts)
        {
            await scene.Vault.Appoint(scene.Zhang, account);
            await scene.Vault.Appoint(scene.Li, account, AppointmentRole.Administrator);
            await scene.Share(account);
        }
        foreach (var account in scene.Accounts.Take(2))
            scene._values[(account.Id, Component.Password, 1)] = InSheet;
        return scene;
    }

    public async Task<DepositOutcome> Deposit(
        Person by,
        Account account,
        string value,
        Component component = Component.Password,
        ValueOrigin origin = ValueOrigin.Typed
    )
    {
        var outcome = await Vault
            .Get<Deposit>()
            .Run(
                await Office.As(by),
                await Proof(by, account),
                account.Id,
                component,
                Encoding.UTF8.GetBytes(value),
                origin
            );
        if (outcome is DepositOutcome.Deposited deposited)
            _values[(account.Id, component, deposited.Version)] = value;
        return outcome;
    }

    public async Task<RevealOutcome> Reveal(
        Person by,
        Account account,
        Component component = Component.Password,
        WhichVersion which = WhichVersion.Current
    ) =>
        await Vault
            .Get<Reveal>()
            .Run(await Office.As(by), await Proof(by, account), account.Id, component, CheckoutScene.Reason(), which);

    public async Task<PendingOutcome> Apply(Person by, Account account, Component component) =>
        await Vault.Get<ApplyPending>().Run(await Office.As(by), await Proof(by, account), account.Id, component);

    public async Task<PendingOutcome> GiveUp(Person by, Account account, Component component) =>
        await Vault.Get<GiveUpPending>().Run(await Office.As(by), await Proof(by, account), account.Id, component);

    /// <summary>What somebody attests of the pending value; null if there is none.</summary>
    public async Task<VerificationOutcome?> Verify(Person by, Account account, Component component)
    {
        using var db = Vault.Read();
        var isPending = db.Set<SecretVersion>()
            .Any(v => v.Account == account.Id && v.Component == component && v.State == VersionState.Pending);
        return isPending ? await Vault.Verify(by, account.Id, component) : null;
    }

    public async Task<DeclarationOutcome> Declare(
        Person by,
        Account account,
        Person who,
        Component component = Component.Password
    ) =>
        await Vault
            .Get<DeclareKnowledge>()
            .Run(await Office.As(by), account.Id, component, who.Id, CheckoutScene.Reason("他在电话里说自己还记得"));

    public IReadOnlyList<StillKnown> Of(Account account)
    {
        using var db = Vault.Read();
        return StillKnown.OfAccount(db, Vault.Get<EqualValues>(), account.Id);
    }

    public IReadOnlyList<StillKnown> Of(Person person)
    {
        using var db = Vault.Read();
        return StillKnown.OfPerson(db, Vault.Get<EqualValues>(), person.Id);
    }

    /// <summary>The lines on screen of an account, for one reader; null if he does not see it.</summary>
    public async Task<IReadOnlyList<KnowledgeLine>?> Lines(Person reader, Account account) =>
        await Vault.Get<ReadAccountKnowledge>().Run(await _import.StandingOf(reader), account.Id);

    public async Task<IReadOnlyList<KnowledgeLine>?> Lines(Person reader, Person person) =>
        (await Vault.Get<ReadPersonKnowledge>().Run(await _import.StandingOf(reader), person.Id))?.Lines;

    public ValueTask DisposeAsync() => _import.DisposeAsync();

    private Task<FreshProof> Proof(Person by, Account account) =>
        Office.Proof(by, ProofPurpose.UseSecrets, account.Id.Value);

    private async Task Share(Account account)
    {
        var proof = await Office.Proof(Office.Security, ProofPurpose.Administer, account.Id.Value);
        var outcome = await Vault
            .Get<DecideCheckoutPolicy>()
            .Run(await Office.As(Office.Security), proof, account.Id, new(IsExclusive: false));
        Assert.IsType<CheckoutPolicyOutcome.Decided>(outcome);
    }

    private static RegisterRow Row(string name, int row) =>
        ImportRows.Row(name) with
        {
            Row = row + 2,
            Password = InSheet,
            Responsible = [ImportRows.Named("赵甲")],
            Administrators = [ImportRows.Named("钱乙")],
        };
}
