using System.Diagnostics;
using System.Security.Authentication;
using Vault.Core.Custody;

namespace Vault.Core.Rotations.Connectors;

/// <summary>
/// Changes a password in a directory with the operation of RFC 3062, signed in as its owner, so that no standing right is
/// needed. Nothing is said before the connection is encrypted and the certificate is checked; that cannot be turned off.
/// </summary>
internal sealed class LdapConnector(LdapOptions options) : IRotationConnector
{
    private enum Opens
    {
        Former,
        Next,
        Both,
        Neither,
    }

    /// <inheritdoc/>
    public ConnectorResult Change(ConnectorTarget target, Plaintext current, Plaintext next)
    {
        var until = Stopwatch.GetTimestamp() + (long)(options.Limit.TotalSeconds * Stopwatch.Frequency);
        var user = LdapOptions.Fill(options.UserDn, target.Login);
        var bind = LdapOptions.Fill(options.BindDn ?? options.UserDn, target.Login);
        var asked = false;
        try
        {
            int result;
            using (var connection = LdapConnection.Open(options, until))
            {
                if (connection.Bind(bind, current.Utf8) != LdapConnection.Success)
                    // An earlier attempt may have got through.
                    return connection.Bind(bind, next.Utf8) == LdapConnection.Success
                        ? new ConnectorResult.Changed()
                        : new ConnectorResult.Unknown(ConnectorFault.NeitherWorks);
                asked = true;
                result = connection.ModifyPassword(user, current.Utf8, next.Utf8);
            }
            return Said(Look(bind, current, next, until), result);
        }
        catch (Exception e) when (FaultOf(e) is { } fault)
        {
            if (!asked)
                return new ConnectorResult.NotChanged(fault);
            return Found(bind, current, next, until);
        }
    }

    /// <summary>What to say after the directory has answered.</summary>
    private static ConnectorResult Said(Opens opens, int result) =>
        opens switch
        {
            Opens.Next => new ConnectorResult.Changed(),
            Opens.Former => new ConnectorResult.NotChanged(ConnectorFault.NewRefused),
            Opens.Both when result == LdapConnection.Success => new ConnectorResult.Unknown(
                ConnectorFault.FormerStillWorks
            ),
            Opens.Both => new ConnectorResult.Unknown(ConnectorFault.NewRefused),
            _ => new ConnectorResult.Unknown(ConnectorFault.NeitherWorks),
        };

    /// <summary>What to say after it broke off in the middle: it looks once more, if there is still somebody to ask.</summary>
    private ConnectorResult Found(string bind, Plaintext current, Plaintext next, long until)
    {
        try
        {
            return Look(bind, current, next, until) switch
            {
                Opens.Next => new ConnectorResult.Changed(),
                Opens.Former => new ConnectorResult.NotChanged(ConnectorFault.ConnectionLost),
                Opens.Both => new ConnectorResult.Unknown(ConnectorFault.FormerStillWorks),
                _ => new ConnectorResult.Unknown(ConnectorFault.NeitherWorks),
            };
        }
        catch (Exception e) when (FaultOf(e) is not null)
        {
            return new ConnectorResult.Unknown(ConnectorFault.ConnectionLost);
        }
    }

    /// <summary>On a connection of its own: whoever signs in anew is let in by what is stored, not by what was said.</summary>
    private Opens Look(string bind, Plaintext current, Plaintext next, long until)
    {
        using var connection = LdapConnection.Open(options, until);
        var isNext = connection.Bind(bind, next.Utf8) == LdapConnection.Success;
        var isFormer = connection.Bind(bind, current.Utf8) == LdapConnection.Success;
        return (isFormer, isNext) switch
        {
            (true, true) => Opens.Both,
            (true, false) => Opens.Former,
            (false, true) => Opens.Next,
            _ => Opens.Neither,
        };
    }

    private static ConnectorFault? FaultOf(Exception e) =>
        e switch
        {
            AuthenticationException => ConnectorFault.CertificateRefused,
            NotSupportedException => ConnectorFault.NotEncrypted,
            IOException => ConnectorFault.Unreachable,
            _ => null,
        };
}
