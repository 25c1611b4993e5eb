namespace Vault.Web.Tests.Matrix;

/// <summary>The columns of the matrix: everybody who may send a request, by what he is to the thing it is about.</summary>
public enum Principal
{
    /// <summary>Nobody has signed in.</summary>
    Anonymous,

    /// <summary>The cookie of a session that has ended.</summary>
    Ended,

    /// <summary>The session of a person who was disabled meanwhile.</summary>
    Disabled,

    /// <summary>Custodian of the account.</summary>
    Own,

    /// <summary>Custodian of another account in another unit.</summary>
    Other,

    /// <summary>Was custodian of the account; his appointment has ended.</summary>
    Former,

    /// <summary>
    /// Administrator of the account and its supervising leader in one: he asked for the checkout in question, and would be
    /// his own approver.
    /// </summary>
    Requester,

    /// <summary>Another supervising leader of the account.</summary>
    Approver,

    /// <summary>A registrar: he proposed the grant in question.</summary>
    Proposer,

    /// <summary>A registrar: the grant in question is in his favour.</summary>
    Beneficiary,

    /// <summary>A registrar who has no part in it.</summary>
    Registrar,

    Reviewer,

    SystemAdministrator,

    SecurityAdministrator,
}
