using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.Keys;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.Core.Storage;
using Vault.Core.Witnesses;
using Xunit;

namespace Vault.TestKit;

/// <summary>
/// A real vault in a folder of its own: real SQLite, real Data Protection, the real writer, and a clock that the test
/// turns. It is already founded: one unit, and people as the test asks for them.
/// </summary>
public sealed class TestVault : IAsyncDisposable
{
    private ServiceProvider _services;
    private readonly Func<OpeningOptions, OpeningOptions>? _adjust;
    private bool _left;

    private TestVault(
        string root,
        TestClock clock,
        VaultInstance instance,
        Func<OpeningOptions, OpeningOptions>? adjust = null
    )
    {
        Root = root;
        _adjust = adjust;
        Clock = clock;
        Instance = instance;
        _services = Services(instance);
    }

    public string Root { get; }

    public TestClock Clock { get; }

    public VaultInstance Instance { get; private set; }

    public string DatabaseFile => Instance.Store.File;

    public UnitId Unit { get; private set; }

    public VaultWriter Writer => Instance.Writer;

    public Sealer Sealer => _services.GetRequiredService<Sealer>();

    public SessionStore Sessions => _services.GetRequiredService<SessionStore>();

    /// <summary>Opens a new vault and founds it.</summary>
    public static async Task<TestVault> Founded(Func<OpeningOptions, OpeningOptions>? adjust = null)
    {
        var root = Directory.CreateTempSubdirectory("vault-test-").FullName;
        var clock = new TestClock();
        var vault = new TestVault(root, clock, Opened(Open(root, clock, adjust: adjust)), adjust);
        vault.Unit = UnitId.New();
        await vault.Write(scope =>
        {
            scope.Append(new VaultFounded(vault.Instance.Log.Vault, PrivateText.Of("示例大学"), vault.Unit));
            scope.Append(new SecretsKeyCreated(vault.Instance.Ring.KeyIds[0]));
            scope.Append(new SigningKeyCreated(vault.Instance.Signer.PublicKey));
            scope.Db.Add(RegisterRows.Unit(vault.Unit, null, "示例大学"));
            scope.Db.Add(Organisation.Of("示例大学", vault.Unit, scope.Now));
        });
        return vault;
    }

    /// <summary>Opens a vault that an earlier one left in its folder.</summary>
    public static TestVault At(string root, Func<OpeningOptions, OpeningOptions>? adjust = null)
    {
        var clock = new TestClock();
        var vault = new TestVault(root, clock, Opened(Open(root, clock, adjust: adjust)), adjust);
        using var db = vault.Read();
        vault.Unit = db.Set<Organisation>().Single().RootUnit;
        return vault;
    }

    /// <summary>Opens a new vault that nobody has founded yet.</summary>
    /// <param name="keysOf">A vault whose root key and ring it takes over.</param>
    public static TestVault Unfounded(bool demo = false, TestVault? keysOf = null)
    {
        var root = Directory.CreateTempSubdirectory("vault-test-").FullName;
        if (keysOf is not null)
            CopyFolder(keysOf.Instance.Folders.Keys, Path.Combine(root, "data-keys"));
        var clock = new TestClock();
        return new TestVault(root, clock, Opened(Open(root, clock, demo)));
    }

    public static Opening Open(
        string root,
        TestClock clock,
        bool demo = false,
        bool lookOnly = false,
        WitnessOptions? witness = null,
        Func<OpeningOptions, OpeningOptions>? adjust = null
    )
    {
        var options = new OpeningOptions(
            VaultFolders.From(Path.Combine(root, "data"))!,
            TestSchema.Make,
            null,
            clock,
            NullLoggerFactory.Instance,
            demo,
            lookOnly
        )
        {
            Witness = witness ?? new(),
        };
        return VaultOpening.Open(adjust?.Invoke(options) ?? options);
    }

    /// <summary>The instance, or the test fails with the reason of the seal.</summary>
    public static VaultInstance Opened(Opening opening) =>
        opening is Opening.Opened opened
            ? opened.Vault
            : throw new InvalidOperationException($"The vault is sealed: {opening}");

    /// <summary>Closes the vault, lets the test do something to its files, and opens it again.</summary>
    public async Task<Opening> Reopen(Action? meanwhile = null, WitnessOptions? witness = null)
    {
        await Leave();
        meanwhile?.Invoke();
        var opening = Open(Root, Clock, witness: witness, adjust: _adjust);
        if (opening is Opening.Opened opened)
        {
            Instance = opened.Vault;
            _services = Services(Instance);
            _left = false;
        }
        return opening;
    }

    /// <summary>A use case with a reading context of its own.</summary>
    public T Get<T>()
        where T : notnull => _services.CreateScope().ServiceProvider.GetRequiredService<T>();

    public VaultDb Read() => Instance.OpenReader();

    public Task Write(Action<WriteScope> command) =>
        Writer.Write(
            Actor.System,
            scope =>
            {
                command(scope);
                return true;
            }
        );

    public async Task<Person> AddPerson(string userName, string name)
    {
        Assert.True(UserName.TryParse(userName, out var parsed));
        var person = RegisterRows.Person(parsed.Text, name, Unit);
        await Write(scope =>
        {
            scope.Db.Add(person);
            scope.Append(
                new PersonAdded(
                    person.Id,
                    PrivateText.Of(name, person.Id),
                    PrivateText.Of(userName, person.Id),
                    Unit,
                    false
                )
            );
        });
        return person;
    }

    public async Task<Account> AddAccount(string name, string platform = "weixin-mp")
    {
        var account = RegisterRows.Account(platform, name, Unit, Clock.Now);
        await Write(scope =>
        {
            scope.Db.Add(account);
            scope.Append(new AccountRegistered(account.Id, platform, PrivateText.Of(name), Unit));
        });
        return account;
    }

    /// <summary>An appointment as if proposed and confirmed by others.</summary>
    public async Task Appoint(
        Person person,
        Account account,
        AppointmentRole role = AppointmentRole.Custodian,
        DateTimeOffset? until = null
    ) =>
        await Write(scope =>
        {
            var target = AppointmentTarget.Of(account.Id);
            var proposal = Proposal.OfAppointment(person.Id, target, role, until, person.Id, scope.Now);
            scope.Db.Add(proposal);
            scope.Db.Add(Appointment.Of(target, person.Id, role, scope.Now, until, null, proposal.Id));
            scope.Append(new PersonAppointed(account.Id, person.Id, role, null, until, null));
        });

    public async Task Give(Person person, OfficeRole role) =>
        await Write(scope =>
        {
            scope.Db.Add(RoleGrant.Of(person.Id, role, scope.Now));
            scope.Append(new RoleGiven(person.Id, role));
        });

    /// <summary>A session with both factors given just now.</summary>
    public async Task<(Session Session, Actor Actor)> SignIn(Person person)
    {
        var receipt = await Writer.Write(
            Actor.Of(person, null, "127.0.0.1"),
            scope => scope.Append(new SignedIn(SessionId.New(), PrivateText.Of("test")))
        );
        var (session, _) = Sessions.Start(receipt, person.Id, "127.0.0.1", "test", Clock.Now);
        return (session, Actor.Of(person, session.Id, "127.0.0.1"));
    }

    /// <summary>A second factor as if just verified for this purpose and subject.</summary>
    public async Task<FreshProof> Prove(
        Session session,
        Actor actor,
        Guid? subject,
        ProofPurpose purpose = ProofPurpose.UseSecrets
    )
    {
        var receipt = await Writer.Write(actor, scope => scope.Append(new SecondFactorVerified(purpose, subject)));
        return FreshProof.From(receipt, session);
    }

    /// <summary>Every entry of the log, decoded, oldest first.</summary>
    public List<LeafContent> Log()
    {
        using var db = Read();
        return
        [
            .. db
                .AuditEntries.OrderBy(e => e.Sequence)
                .Select(e => e.Leaf)
                .AsEnumerable()
                .Select(l => EventCodec.Read(l)),
        ];
    }

    /// <summary>What the newest entry of the log says; cheaper than <see cref="Log"/> where a test asks often.</summary>
    public AuditEvent LastEvent()
    {
        using var db = Read();
        return EventCodec.Read(db.AuditEntries.OrderByDescending(e => e.Sequence).Select(e => e.Leaf).First()).Event;
    }

    /// <summary>The newest entry of a kind: what follows from it, a filing or a reminder, has lines of its own.</summary>
    public TEvent Newest<TEvent>()
        where TEvent : AuditEvent => Log().Select(l => l.Event).OfType<TEvent>().Last();

    /// <summary>Writes the database past the vault, as an attacker with the file would.</summary>
    public int Sql(string sql, params (string Name, object? Value)[] parameters)
    {
        using var connection = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False;Foreign Keys=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command.ExecuteNonQuery();
    }

    /// <summary>Closes the vault and leaves its folder.</summary>
    public async Task Leave()
    {
        if (_left)
            return;
        _left = true;
        await _services.DisposeAsync();
        await Instance.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Leave();
        Directory.Delete(Root, recursive: true);
    }

    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.GetDirectories(from))
            CopyFolder(folder, Path.Combine(to, Path.GetFileName(folder)));
    }

    private static ServiceProvider Services(VaultInstance instance) =>
        new ServiceCollection()
            .AddVaultCore(instance)
            .AddQuickSignIn()
            .AddLogging()
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
}
