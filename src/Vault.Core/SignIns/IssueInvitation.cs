using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;

namespace Vault.Core.SignIns;

/// <summary>
/// Issues an invitation inside the command that decided it: the founding, or the confirmation of a proposal. It is not
/// a command of its own, because nobody may issue one alone.
/// </summary>
public static class IssueInvitation
{
    /// <summary>Bytes of a token: 128 bits.</summary>
    private const int TokenLength = 16;

    /// <summary>
    /// Ends the person's older invitations and returns the new one with its token, which is kept nowhere: the caller
    /// shows it once. Others vouch for the person by this, so a counter that stopped him starts anew.
    /// </summary>
    public static (Invitation Invitation, string Token) Invite(
        WriteScope scope,
        PersonId person,
        InvitationPurpose purpose
    )
    {
        foreach (var older in SignInRows.InvitationsOf(scope.Db, person))
            older.End(scope.Now);
        SignInRows.CountOf(scope.Db, person)?.Clear();
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenLength));
        var invitation = Invitation.Of(person, purpose, HashOf(token), scope.Now);
        scope.Db.Add(invitation);
        scope.Append(new InvitationIssued(invitation.Id, person, purpose, invitation.ExpiresAt));
        return (invitation, token);
    }

    /// <summary>The invitation of a token whatever became of it; null for a token that never was one.</summary>
    internal static Invitation? Find(VaultDb db, string? token)
    {
        if (token is not { Length: TokenLength * 2 })
            return null;
        var hash = HashOf(token);
        return db.Set<Invitation>().SingleOrDefault(i => i.TokenHash == hash);
    }

    // The prefix keeps it from being the hash of any other kind of token.
    private static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes("invitation/1:" + token));
}
