using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.Handovers;
using Vault.Core.Ledger;
using Vault.Core.People;
using Vault.Core.Rotations;
using Vault.Core.Tests.Imports;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Handovers;

/// <summary>
/// A random history of an office, and what its leavers know of it. One leaver or two who overlap, rights that were taken
/// away before, values from a small stock so that many are used
/// again, typed, generated and imported ones among them.
/// </summary>
internal sealed class HandoverHistory : IAsyncDisposable
{
    private const int Stock = 14;

    private static readonly Component[] Components = [Component.Password, Component.AppSecret];

    private readonly HandoverScene _scene;
    private readonly Random _random;
    private readonly int _seed;
    private readonly Dictionary<(AccountId, Component, int), string> _values = [];
    private readonly List<(HandoverId Id, Person Leaver, IReadOnlyList<Account> Accounts)> _handovers = [];
    private readonly HashSet<(HandoverId, AccountId)> _closed = [];

    private HandoverHistory(HandoverScene scene, int seed)
    {
        _scene = scene;
        _seed = seed;
        _random = new Random(seed);
    }

    public int Closed => _closed.Count;

    public int RefusedToClose { get; private set; }

    public static async Task<HandoverHistory> Begin(int seed)
    {
        var history = new HandoverHistory(await HandoverScene.Set(), seed);
        using (var db = history._scene.Vault.Read())
        {
            foreach (var version in db.Set<SecretVersion>())
                history._values[(version.Account, version.Component, version.Version)] = $"at-the-start-{version.Id}";
        }
        await history.Import();
        foreach (var account in history._scene.Accounts)
            await history.Deposit(await history.Custodian(account), account, Component.AppSecret, history.AnyValue());
        return history;
    }

    /// <summary>An account that came with a sheet, in which its password stood: who is named there is taken to know it.</summary>
    private async Task Import()
    {
        const string name = "示例学院旧号";
        var imports = ImportScene.In(_scene.Office);
        var value = AnyValue();
        var row = ImportRows.Row(name, UnitName()) with
        {
            Password = value,
            Administrators = [ImportRows.Named(_scene.Zhang.DisplayName)],
        };
        await imports.Import([row]);
        var account = await imports.Account(name);
        await _scene.Vault.Appoint(_scene.Leader, account, AppointmentRole.SupervisingLeader);
        await _scene.Vault.Appoint(_scene.Responsible, account, AppointmentRole.ResponsiblePerson);
        _scene.Take(account);
        _values[(account.Id, Component.Password, 1)] = value;
        Assert.Contains(
            _scene.Vault.Log(),
            l => l.Event is KnowledgePresumed known && known.Person == _scene.Zhang.Id && known.Account == account.Id
        );
        Assert.Equal(_scene.Zhang.Id, _scene.CustodianOf(account)!.Id);
    }

    private string UnitName()
    {
        using var db = _scene.Vault.Read();
        return db.Set<Unit>().Single(u => u.Id == _scene.Vault.Unit).Name;
    }

    /// <summary>Somebody uses, changes or talks.</summary>
    public async Task WorkDay()
    {
        Turn();
        var account = Any(_scene.Accounts);
        var component = Any(Components);
        var by = _random.Next(2) == 0 ? _scene.Zhang : await Custodian(account);
        switch (_random.Next(8))
        {
            case 0 or 1:
                await Deposit(by, account, component, AnyValue());
                break;
            case 2:
                await Deposit(by, account, component, AnyValue(), ValueOrigin.Generated);
                await _scene.Reveal(by, account, component, WhichVersion.Pending);
                await EndPending(by, account, component);
                break;
            case 3 or 4:
                await VerifyIfPending(_scene.Leader, account, component);
                break;
            case 5:
                await Declare(account, component);
                break;
            default:
                if (await _scene.Reveal(by, account, component) is RevealOutcome.Granted)
                    await _scene.Vault.GiveBack(await _scene.Office.As(by), account.Id);
                break;
        }
    }

    /// <summary>Zhang leaves altogether, in some histories after his rights were taken; in some Li leaves beside him.</summary>
    public async Task OpenAll()
    {
        if (_seed % 3 == 0)
            await _scene.EndAppointments(_scene.Third, _scene.Zhang);
        var his = _scene
            .Accounts.Where(a => _scene.Appointments(a).Any(p => p.Person == _scene.Zhang.Id && p.IsAhead(_scene.Now)))
            .ToArray();
        var plan = _scene.Plan(his) with { IsDeparture = true };
        _handovers.Add((await _scene.Opened(plan), _scene.Zhang, his));
        if (_seed % 2 == 1)
            return;
        var li = _scene.Plan(_scene.Third) with { Leaver = _scene.Li.Id, IsDeparture = true };
        _handovers.Add((await _scene.Opened(li), _scene.Li, [_scene.Third]));
    }

    /// <summary>Those who follow change things, well or badly; somebody always tries to sign.</summary>
    public async Task HandoverDay()
    {
        Turn();
        var (id, leaver, accounts) = Any(_handovers);
        var account = Any(accounts);
        var component = Any(Components);
        var custodian = await Custodian(account);
        switch (_random.Next(11))
        {
            case 0 or 1:
                await Deposit(custodian, account, component, AnyValue());
                break;
            case 2:
                await Deposit(custodian, account, component, AnyValue(), ValueOrigin.Generated);
                await _scene.Reveal(custodian, account, component, WhichVersion.Pending);
                break;
            case 3:
                await EndPending(custodian, account, component);
                break;
            case 4 or 5:
                await VerifyIfPending(_scene.Leader, account, component);
                break;
            case 6 when _random.Next(4) == 0:
                await _scene.Waive(_scene.Office.Registrar, id, account, component);
                break;
            case 7 when _random.Next(6) == 0:
                await Declare(account, component);
                break;
            case 8:
                await _scene.Reveal(leaver, account, component);
                break;
            default:
                await TryToSign(id, leaver, account);
                break;
        }
    }

    /// <summary>What is left is done properly, so that every history comes to an end.</summary>
    public async Task Finish()
    {
        foreach (var (id, leaver, accounts) in _handovers)
        foreach (var account in accounts)
        {
            foreach (var component in Components)
            {
                await EndPending(await Custodian(account), account, component);
                await Deposit(await Custodian(account), account, component, $"new-{Guid.NewGuid():N}");
                await VerifyIfPending(_scene.Leader, account, component);
            }
            for (var side = 0; side < 5; side++)
                await TryToSign(id, leaver, account);
        }
    }

    /// <summary>Looks at every account that was closed since, at the moment of its closing.</summary>
    public void AssertTheSentence()
    {
        foreach (var (id, leaver, accounts) in _handovers)
        foreach (var account in accounts)
        {
            if (_scene.Part(id, account).ClosedAt is null || !_closed.Add((id, account.Id)))
                continue;
            foreach (var component in Components)
                AssertTheSentence(id, leaver, account, component);
        }
    }

    private void AssertTheSentence(HandoverId id, Person leaver, Account account, Component component)
    {
        var log = _scene.Vault.Log();
        var known = ValuesKnownTo(leaver, log);
        var versions = VersionsOf(account, component);
        var his = versions.Where(v => known.Contains(Value(v))).ToList();
        if (his.Count == 0)
            return;
        var waived = log.Select(l => l.Event)
            .OfType<HandoverChangeWaived>()
            .Any(w =>
                w.Handover == id
                && w.Account == account.Id
                && w.Component == component
                && w.Version >= his.Max(v => v.Version)
            );
        if (waived)
            return;
        var current = Assert.Single(versions, v => v.State == VersionState.Current);
        Assert.True(current.Version > his.Max(v => v.Version), "What is in use is not newer.");
        Assert.DoesNotContain(Value(current), known);
        Assert.DoesNotContain(versions, v => v.State == VersionState.Pending && known.Contains(Value(v)));
        // Somebody else than its setter saw it work, says the log.
        var verified = log.Single(l => l.Event is SecretVerified v && v.VersionId == current.Id);
        Assert.NotEqual(current.SetBy, verified.Actor);
    }

    /// <summary>Every value that a line of the log gave him, wherever.</summary>
    private HashSet<string> ValuesKnownTo(Person person, IReadOnlyList<LeafContent> log)
    {
        using var db = _scene.Vault.Read();
        var byId = db.Set<SecretVersion>().ToDictionary(v => v.Id);
        var values = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in log)
        {
            SecretVersionId? version = line.Event switch
            {
                SecretRevealed shown when line.Actor == person.Id => shown.VersionId,
                SecretDeposited { Origin: ValueOrigin.Typed } typed when line.Actor == person.Id => typed.VersionId,
                KnowledgeDeclared said when said.Person == person.Id => said.VersionId,
                KnowledgePresumed presumed when presumed.Person == person.Id => presumed.VersionId,
                _ => null,
            };
            if (version is { } id)
                values.Add(Value(byId[id]));
        }
        return values;
    }

    private string Value(SecretVersion version) => _values[(version.Account, version.Component, version.Version)];

    private List<SecretVersion> VersionsOf(Account account, Component component)
    {
        using var db = _scene.Vault.Read();
        return [.. db.Set<SecretVersion>().Where(v => v.Account == account.Id && v.Component == component)];
    }

    private async Task TryToSign(HandoverId id, Person leaver, Account account)
    {
        if (_scene.Part(id, account).ClosedAt is not null)
            return;
        if (_scene.Part(id, account).ApprovedAt is null)
            await Count(id, leaver, account);
        var side = _scene.Progress(id, account).NextSide ?? HandoverSide.Leaver;
        var signer = side switch
        {
            HandoverSide.Leaver => leaver,
            HandoverSide.Successor => _scene.PersonOf(_scene.Part(id, account).Successor),
            _ => _scene.Leader,
        };
        if (await _scene.Sign(signer, id, account) is HandoverOutcome.Refused { Why: HandoverRefusal.ChangesOpen })
            RefusedToClose++;
    }

    private async Task Count(HandoverId id, Person leaver, Account account)
    {
        HandoverScene.Done(await _scene.Submit(leaver, id, account));
        HandoverScene.Done(await _scene.Approve(_scene.Leader, id, account));
        var items = _scene.Items(id, account).ToArray();
        HandoverScene.Done(await _scene.Take(leaver, id, new ItemStep.Hand(), items));
        var successor = _scene.PersonOf(_scene.Part(id, account).Successor);
        HandoverScene.Done(await _scene.Take(successor, id, new ItemStep.CountIn(), items));
    }

    private async Task Deposit(
        Person by,
        Account account,
        Component component,
        string value,
        ValueOrigin origin = ValueOrigin.Typed
    )
    {
        if (await _scene.Deposit(by, account, component, value, origin) is DepositOutcome.Deposited deposited)
            _values[(account.Id, component, deposited.Version)] = value;
    }

    private async Task EndPending(Person by, Account account, Component component)
    {
        var proof = await _scene.Office.Proof(by, ProofPurpose.UseSecrets, account.Id.Value);
        var actor = await _scene.Office.As(by);
        if (_random.Next(3) == 0)
            await _scene.Vault.Get<GiveUpPending>().Run(actor, proof, account.Id, component);
        else
            await _scene.Vault.Get<ApplyPending>().Run(actor, proof, account.Id, component);
    }

    private async Task VerifyIfPending(Person by, Account account, Component component)
    {
        if (VersionsOf(account, component).Exists(v => v.State == VersionState.Pending))
            await _scene.Verify(by, account, component);
    }

    private Task<DeclarationOutcome> Declare(Account account, Component component) =>
        _scene.Declare(_scene.Office.Registrar, account, _scene.Zhang, component);

    private Task<Person> Custodian(Account account) => Task.FromResult(_scene.CustodianOf(account)!);

    private string AnyValue() => $"Canary-{_random.Next(Stock)}!stock";

    private T Any<T>(IReadOnlyList<T> of) => of[_random.Next(of.Count)];

    private void Turn() => _scene.Vault.Clock.Turn(TimeSpan.FromSeconds(_random.Next(1, 60)));

    public ValueTask DisposeAsync() => _scene.DisposeAsync();
}
