using Vault.Core.Text;

namespace Vault.Core.People;

/// <summary>Which field of a form of the register is meant.</summary>
public enum RegisterField
{
    Name,
    UserName,
    Unit,
    Platform,
    PublicId,
    OriginalId,
    SupervisingUnit,
    Nature,
    Status,
    VerifiedOn,
    VerifiedUntil,
    OpenedOn,
    Address,
    Remark,
    OfficePhone,
    Mobile,
    Mailbox,
    Weixin,
    Kind,
    Fallback,
    MinLength,
    MaxLength,
    Symbols,
    Required,
    LeastKinds,
    Components,
}

/// <summary>What is wrong with it.</summary>
public enum RegisterProblem
{
    Missing,
    TooLong,
    CharacterNotAllowed,

    /// <summary>A user name in another spelling than the one there is, see <see cref="SignIns.UserName"/>.</summary>
    NotAUserName,

    /// <summary>The register has one of this name already (in this unit, or on this platform).</summary>
    Taken,

    /// <summary>It names something the register does not have.</summary>
    Unknown,

    /// <summary>A day no account can have to do with.</summary>
    NotADay,

    /// <summary>It would end before it begins.</summary>
    Backwards,

    /// <summary>Not the address of a page: http or https, and no name or password in it.</summary>
    NotAnAddress,
    NotAPhone,
    NotAMailbox,

    /// <summary>The unit would stand below itself.</summary>
    BelowItself,

    /// <summary>The person signs in by it and would be left outside.</summary>
    InUse,

    /// <summary>A number beyond what is taken.</summary>
    OutOfRange,

    /// <summary>Nothing could ever satisfy it.</summary>
    Impossible,

    /// <summary>Passwords generated under these rules could be guessed, see <see cref="Custody.PasswordGenerator.LeastBits"/>.</summary>
    TooWeak,
}

/// <summary>One mistake in what was typed; the page says it in words beside the field.</summary>
public sealed record RegisterFault(RegisterField Field, RegisterProblem Problem)
{
    internal static RegisterFault Of(RegisterField field, NameFault fault) =>
        new(
            field,
            fault switch
            {
                NameFault.Missing => RegisterProblem.Missing,
                NameFault.TooLong => RegisterProblem.TooLong,
                _ => RegisterProblem.CharacterNotAllowed,
            }
        );
}

/// <summary>What came of entering something in the register.</summary>
public abstract record RegisterOutcome<TId>
    where TId : struct, IVaultId<TId>
{
    private RegisterOutcome() { }

    public sealed record Entered(TId Id) : RegisterOutcome<TId>;

    /// <summary>Mistakes to mend; nothing was entered.</summary>
    public sealed record Faulty(IReadOnlyList<RegisterFault> Faults) : RegisterOutcome<TId>;

    /// <summary>The register is the registrar's. Refused, and logged as refused.</summary>
    public sealed record NotYourRole : RegisterOutcome<TId>;
}
