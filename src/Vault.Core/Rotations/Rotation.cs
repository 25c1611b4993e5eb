using Vault.Core.Audit;
using Vault.Core.People;
using Vault.Core.Playbooks;

namespace Vault.Core.Rotations;

/// <summary>
/// A guided change of an account's secrets, step by step by the playbook it began with, whatever is written over that one
/// later. It says what was done on the platform; what a secret is worth is for its versions to say.
/// </summary>
public sealed class Rotation : IAttestedRow
{
    private Rotation() { }

    public RotationId Id { get; private init; }

    public AccountId Account { get; private init; }

    public PlaybookVersionId Playbook { get; private init; }

    public PersonId BegunBy { get; private init; }

    public DateTimeOffset BegunAt { get; private init; }

    /// <summary>When the last step was settled; null while it runs. At most one of an account runs.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public string RowId => Id.ToString();

    public Guid RowOwner => Account.Value;

    internal static Rotation Of(AccountId account, PlaybookVersionId playbook, PersonId by, DateTimeOffset at) =>
        new()
        {
            Id = RotationId.New(),
            Account = account,
            Playbook = playbook,
            BegunBy = by,
            BegunAt = at,
        };

    internal void End(DateTimeOffset at) => EndedAt ??= at;
}

/// <summary>What somebody says of a step.</summary>
public enum StepResult
{
    Done,

    /// <summary>不适用, with a remark that says why.</summary>
    NotApplicable,
}

/// <summary>A step that was settled: by whom, when, how. Written once.</summary>
public sealed class RotationStep : IAttestedRow
{
    private RotationStep() { }

    public RotationId Rotation { get; private init; }

    /// <summary><see cref="PlaybookStep.Key"/>.</summary>
    public string Key { get; private init; } = "";

    public StepResult Result { get; private init; }

    public PersonId By { get; private init; }

    public DateTimeOffset At { get; private init; }

    /// <summary>Sealed; null where nothing was remarked.</summary>
    public byte[]? SealedRemark { get; private init; }

    public string RowId => $"{Rotation}/{Key}";

    public Guid RowOwner => Rotation.Value;

    internal static RotationStep Of(
        FieldSealer fields,
        RotationId rotation,
        PlaybookStep step,
        StepResult result,
        Reason? remark,
        PersonId by,
        DateTimeOffset at
    ) =>
        new()
        {
            Rotation = rotation,
            Key = step.Key,
            Result = result,
            By = by,
            At = at,
            SealedRemark = remark is null ? null : fields.Seal(Kind(step.Key), rotation.Value, remark.Text),
        };

    /// <exception cref="Custody.SecretNotOpenedException">The sealed text is not authentic for this row.</exception>
    internal string? Remark(FieldSealer fields) =>
        SealedRemark is { } bytes ? fields.Open<string>(Kind(Key), Rotation.Value, bytes) : null;

    private static string Kind(string key) => $"rotation-step/{key}";
}
