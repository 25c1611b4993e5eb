using System.Text;

namespace Vault.Core.Rotations.Connectors;

/// <summary>How a connection to a directory is encrypted. There is no third way.</summary>
public enum LdapTls
{
    /// <summary>RFC 4511, section 4.14: the connection begins in clear and is encrypted before anything is said.</summary>
    StartTls,

    /// <summary>Encrypted from the first byte.</summary>
    Ldaps,
}

/// <summary>A directory, as the host configures it.</summary>
/// <param name="UserDn">Name of whose password is changed; <c>{login}</c> stands for the login name, escaped.</param>
/// <param name="BindDn">Name to sign in under where the directory wants another one; null: <paramref name="UserDn"/>.</param>
/// <param name="TrustedAuthorities">PEM file of the authorities that may sign its certificate; null: those of the host.</param>
/// <param name="Limit">For everything together.</param>
public sealed record LdapOptions(
    string Host,
    int Port,
    LdapTls Tls,
    string UserDn,
    string? BindDn,
    string? TrustedAuthorities,
    TimeSpan Limit
)
{
    /// <summary>What stands in a name for the login name.</summary>
    public const string Login = "{login}";

    private const string Special = ",+\"\\<>;=";

    internal static string Fill(string template, string login) =>
        template.Replace(Login, Escape(login), StringComparison.Ordinal);

    /// <summary>A value within a name, by RFC 4514, section 2.4: nothing in it ends the value or begins another.</summary>
    internal static string Escape(string value)
    {
        var escaped = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            var isEdge = (i == 0 && value[i] is ' ' or '#') || (i == value.Length - 1 && value[i] == ' ');
            if (value[i] == '\0')
                escaped.Append("\\00");
            else if (isEdge || Special.Contains(value[i], StringComparison.Ordinal))
                escaped.Append('\\').Append(value[i]);
            else
                escaped.Append(value[i]);
        }
        return escaped.ToString();
    }
}
