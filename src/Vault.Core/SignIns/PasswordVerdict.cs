namespace Vault.Core.SignIns;

/// <summary>Why a password chosen by a user of the vault was not taken.</summary>
public enum PasswordRefusal
{
    /// <summary>Fewer than <see cref="PasswordPolicy.MinLength"/> characters.</summary>
    TooShort,

    /// <summary>More than <see cref="PasswordPolicy.MaxLength"/> characters.</summary>
    TooLong,

    /// <summary>Not Unicode text: half a surrogate pair or a code point that stands for no character.</summary>
    NotText,

    /// <summary>Among the first an attacker tries: a common password, a keyboard row, a date, a repetition.</summary>
    Guessable,

    /// <summary>Holds the user name.</summary>
    HoldsUserName,

    /// <summary>Holds the person's name or a part of it.</summary>
    HoldsPersonName,

    /// <summary>Holds a name of the organisation.</summary>
    HoldsOrganisation,

    /// <summary>Holds a word everybody thinks of in front of this product: 密码, password, vault.</summary>
    HoldsProductWord,
}

/// <summary>The outcome of <see cref="PasswordPolicy.Judge"/>.</summary>
public abstract class PasswordVerdict
{
    private PasswordVerdict() { }

    /// <summary>To be hashed as it stands in <see cref="Normalised"/>.</summary>
    public sealed class Accepted(string normalised) : PasswordVerdict
    {
        /// <summary>The password in the form that is hashed. Not a record: its text form must not hold this.</summary>
        public string Normalised { get; } = normalised;
    }

    /// <summary>Every reason that applies, at least one.</summary>
    public sealed class Refused(IReadOnlyList<PasswordRefusal> reasons) : PasswordVerdict
    {
        public IReadOnlyList<PasswordRefusal> Reasons { get; } = reasons;
    }
}
