using System.Text;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.Checkouts;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.Rotations;
using Vault.Core.Rotations.Connectors;

namespace Vault.TestKit.Faults;

/// <summary>
/// Zhang changes a password again and again, each time in another way. The witness sees him sign in, and says what he sees.
/// </summary>
public sealed class RotationTask(Office office, SimulatedPlatform platform, Action<string> say) : FaultTask(office, say)
{
    private const string First = "Lantern-1-over-rivers";

    /// <summary>How each password is changed, from the second on.</summary>
    private enum Way
    {
        Typed,
        Generated,

        /// <summary>Said to be on the platform before it is; put there after the witness has seen that it is not.</summary>
        FailedOnce,
        GivenUp,
        ByConnector,
    }

    private static readonly Way[] Ways = Enum.GetValues<Way>();

    public SimulatedPlatform Platform => platform;

    private AccountId Account => Office.Account.Id;

    public static async Task Prepare(Office office, SimulatedPlatform platform)
    {
        var vault = office.Vault;
        await vault.Appoint(office.Zhang, office.Account);
        await vault.Appoint(office.Li, office.Account, AppointmentRole.Administrator);
        await vault.Witness(office.Account);
        platform.Set(First);
        var task = new RotationTask(office, platform, _ => { });
        await task.Deposit(First, ValueOrigin.Typed);
        var proof = await office.Proof(office.Security, ProofPurpose.Administer, office.Account.Id.Value);
        var decide = new DecideConnection(vault.Instance, vault.Get<FieldSealer>(), platform.Connectors);
        var connected = await decide.Run(
            await office.As(office.Security),
            proof,
            office.Account.Id,
            Component.Password,
            SimulatedPlatform.Connector,
            "zhaosheng"
        );
        Require<ConnectionOutcome.Decided>(connected);
    }

    public override async Task<bool> Step()
    {
        var versions = Versions();
        var pending = versions.Find(v => v.State == VersionState.Pending);
        if (pending is null)
            return versions.Count <= Ways.Length && await Begin(Ways[versions.Count - 1], versions.Count + 1);
        var way = Ways[pending.Version - 2];
        if (way == Way.ByConnector)
            await HandToConnector();
        else if (pending.AppliedAt is not null)
            await Verify();
        else if (way == Way.GivenUp)
            await GiveUp();
        else
            await Apply(isForgotten: way == Way.FailedOnce && !HasFailed(pending));
        return true;
    }

    public List<SecretVersion> Versions()
    {
        using var db = Vault.Read();
        return [.. db.Set<SecretVersion>().Where(v => v.Account == Account).OrderBy(v => v.Version)];
    }

    /// <summary>What Zhang still has before him when he typed a value that the vault has not taken yet.</summary>
    public static string TypedBy(int version) => $"Lantern-{version}-over-rivers";

    /// <summary>What somebody is shown, or null if he is refused.</summary>
    public async Task<string?> Reveal(Person by, WhichVersion which)
    {
        var (actor, proof) = (await Office.As(by), await Office.Proof(by, ProofPurpose.UseSecrets, Account.Value));
        var outcome = await Vault
            .Get<Reveal>()
            .Run(actor, proof, Account, Component.Password, Why("更换招生办密码"), which);
        if (outcome is not RevealOutcome.Granted granted)
            return null;
        var shown = Vault.Sealer.Open(granted.Secret, granted.Receipt, value => Encoding.UTF8.GetString(value.Utf8));
        Say(nameof(SecretRevealed));
        return shown;
    }

    /// <summary>Returns what he has checked out, so that a colleague can have it.</summary>
    public async Task GiveBack(Person by)
    {
        using var db = Vault.Read();
        if (db.Set<Checkout>().Any(c => c.Requester == by.Id && c.OpenedAt != null && c.Ending == null))
            await Vault.GiveBack(await Office.As(by), Account);
    }

    private async Task<bool> Begin(Way way, int version)
    {
        if (way == Way.Typed)
        {
            platform.Set(TypedBy(version));
            await Deposit(TypedBy(version), ValueOrigin.Typed);
        }
        else
            await Deposit($"Harbour-{Guid.NewGuid():N}", ValueOrigin.Generated);
        return true;
    }

    private async Task Deposit(string value, ValueOrigin origin)
    {
        var (actor, proof) = await AsZhang();
        var bytes = Encoding.UTF8.GetBytes(value);
        Require<DepositOutcome.Deposited>(
            await Vault.Get<Deposit>().Run(actor, proof, Account, Component.Password, bytes, origin)
        );
        Say(nameof(SecretDeposited));
    }

    private async Task Apply(bool isForgotten)
    {
        var value = await Reveal(Office.Zhang, WhichVersion.Pending);
        if (!isForgotten)
            platform.Set(value!);
        var (actor, proof) = await AsZhang();
        Require<PendingOutcome.Done>(await Vault.Get<ApplyPending>().Run(actor, proof, Account, Component.Password));
        Say(nameof(SecretApplied));
    }

    private async Task GiveUp()
    {
        await Reveal(Office.Zhang, WhichVersion.Pending);
        var (actor, proof) = await AsZhang();
        Require<PendingOutcome.Done>(await Vault.Get<GiveUpPending>().Run(actor, proof, Account, Component.Password));
        Say(nameof(PendingSecretGivenUp));
    }

    private async Task Verify()
    {
        var isIn = await Reveal(Office.Zhang, WhichVersion.Pending) == platform.Password;
        var witness = await Vault.Witness(Office.Account);
        var seen = await Vault.Verify(witness, Account, Component.Password, isIn ? null : Why("平台提示密码错误"));
        Require<VerificationOutcome.Done>(seen);
        Say(isIn ? nameof(SecretVerified) : nameof(SecretVerificationFailed));
    }

    private async Task HandToConnector()
    {
        var (actor, proof) = await AsZhang();
        var outcome = await Vault.Get<RotateByConnector>().Run(actor, proof, Account, Component.Password);
        Require<ConnectorResult.Changed>(((RotateByConnectorOutcome.Answered)outcome).Result);
        Say(nameof(SecretVerifiedByConnector));
    }

    private bool HasFailed(SecretVersion version) =>
        Vault.Log().Exists(l => l.Event is SecretVerificationFailed failed && failed.VersionId == version.Id);

    private async Task<(Actor, FreshProof)> AsZhang() =>
        (await Office.As(Office.Zhang), await Office.Proof(Office.Zhang, ProofPurpose.UseSecrets, Account.Value));
}
