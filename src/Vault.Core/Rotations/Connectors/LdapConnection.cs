using System.Diagnostics;
using System.Formats.Asn1;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Vault.Core.Rotations.Connectors;

/// <summary>
/// A conversation with a directory over TLS: one question, one answer. It speaks only what a change of password needs, so
/// that the check of the certificate, the time it may take and the clearing of values are in sight and the same on every
/// host; the framework's client takes them from the host's own library.
/// </summary>
internal sealed class LdapConnection : IDisposable
{
    /// <summary>RFC 4511, appendix A.</summary>
    public const int Success = 0;

    public const int InvalidCredentials = 49;

    private const int LongestAnswer = 64 * 1024;

    private readonly TcpClient _client;
    private readonly long _until;
    private Stream _stream;
    private int _id;

    private LdapConnection(TcpClient client, long until) => (_client, _until, _stream) = (client, until, Stream.Null);

    /// <param name="until">By <see cref="Stopwatch.GetTimestamp"/>.</param>
    /// <exception cref="AuthenticationException">The certificate is not the one of this host by a trusted authority.</exception>
    /// <exception cref="NotSupportedException">It does not offer encryption.</exception>
    /// <exception cref="IOException">Not reached, broken off, or not in time.</exception>
    public static LdapConnection Open(LdapOptions options, long until)
    {
        var connection = new LdapConnection(new TcpClient(), until);
        try
        {
            connection.Connect(options);
            if (options.Tls == LdapTls.StartTls)
                connection.AskForTls();
            connection.Encrypt(options);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <returns>The result code.</returns>
    /// <exception cref="IOException">Broken off, or not in time.</exception>
    public int Bind(string name, ReadOnlySpan<byte> password) =>
        Ask(LdapMessages.Bind(++_id, name, password), LdapMessages.BindResponse);

    /// <inheritdoc cref="Bind"/>
    public int ModifyPassword(string name, ReadOnlySpan<byte> former, ReadOnlySpan<byte> next)
    {
        var value = LdapMessages.NewPassword(name, former, next);
        try
        {
            var message = LdapMessages.Extended(++_id, LdapMessages.Rfc3062, value);
            return Ask(message, LdapMessages.ExtendedResponse);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(value);
        }
    }

    public void Dispose()
    {
        _stream.Dispose();
        _client.Dispose();
    }

    private void Connect(LdapOptions options)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(Left()));
        try
        {
            // Waited for here: a value on the stack of the caller cannot be taken along into anything asynchronous.
            _client.ConnectAsync(options.Host, options.Port, patience.Token).AsTask().GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            throw new IOException("Not reached.", e);
        }
        _client.NoDelay = true;
        _stream = _client.GetStream();
    }

    private void AskForTls()
    {
        var result = Ask(LdapMessages.Extended(++_id, LdapMessages.StartTls, []), LdapMessages.ExtendedResponse);
        if (result != Success)
            throw new NotSupportedException("It does not offer encryption.");
    }

    private void Encrypt(LdapOptions options)
    {
        Hurry();
        var encrypted = new SslStream(_stream, leaveInnerStreamOpen: false);
        _stream = encrypted;
        encrypted.AuthenticateAsClient(
            new SslClientAuthenticationOptions
            {
                TargetHost = options.Host,
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                CertificateChainPolicy = ChainPolicy(options),
            }
        );
    }

    private static X509ChainPolicy ChainPolicy(LdapOptions options)
    {
        // An authority of the house has no list of revoked certificates that could be asked.
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck };
        if (options.TrustedAuthorities is not { } file)
            return policy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        try
        {
            policy.CustomTrustStore.ImportFromPemFile(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new AuthenticationException("There is no authority to trust.", e);
        }
        return policy;
    }

    private int Ask(byte[] message, Asn1Tag expected)
    {
        try
        {
            Hurry();
            _stream.Write(message);
            _stream.Flush();
            return LdapMessages.ResultOf(Answer(), _id, expected);
        }
        catch (AsnContentException e)
        {
            throw new IOException("No answer of a directory.", e);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(message);
        }
    }

    /// <summary>One message and not a byte more: what follows may already be encrypted.</summary>
    private byte[] Answer()
    {
        Span<byte> head = stackalloc byte[6];
        Read(head[..2]);
        var lengthBytes = head[1] < 0x80 ? 0 : head[1] & 0x7F;
        if (head[0] != 0x30 || head[1] == 0x80 || lengthBytes > 4)
            throw new AsnContentException("No message.");
        Read(head.Slice(2, lengthBytes));
        long length = lengthBytes == 0 ? head[1] : 0;
        foreach (var part in head.Slice(2, lengthBytes))
            length = (length << 8) | part;
        if (length > LongestAnswer)
            throw new AsnContentException("Too long.");
        var message = new byte[2 + lengthBytes + (int)length];
        head[..(2 + lengthBytes)].CopyTo(message);
        Read(message.AsSpan(2 + lengthBytes));
        return message;
    }

    private void Read(Span<byte> into)
    {
        while (!into.IsEmpty)
        {
            Hurry();
            var count = _stream.Read(into);
            if (count == 0)
                throw new EndOfStreamException("Broken off.");
            into = into[count..];
        }
    }

    private void Hurry()
    {
        var left = Left();
        (_client.ReceiveTimeout, _client.SendTimeout) = (left, left);
    }

    /// <summary>Milliseconds.</summary>
    private int Left()
    {
        var left = (int)Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), _until).TotalMilliseconds;
        return left > 0 ? left : throw new IOException("Not in time.");
    }
}
