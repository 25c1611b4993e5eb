using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Vault.TestKit;

/// <summary>
/// A person's browser and authenticator in one: one ES256 key pair that answers challenges as WebAuthn says (Level 3, §5
/// and §6), and lies where a test tells it to.
/// </summary>
public sealed class SoftPasskey(string origin) : IDisposable
{
    private const byte Present = 0x01;
    private const byte Verified = 0x04;
    private const byte Attested = 0x40;

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _id = RandomNumberGenerator.GetBytes(32);
    private byte[] _user = [];

    public byte[] Id => _id;

    /// <summary>Where the browser says it is.</summary>
    public string Origin { get; set; } = origin;

    /// <summary>The host it signs for; null: the one it is asked for.</summary>
    public string? Host { get; set; }

    /// <summary>Whether it says that it verified its owner.</summary>
    public bool Verifies { get; set; } = true;

    /// <summary>Whether the page says it is framed by another.</summary>
    public bool CrossOrigin { get; set; }

    /// <summary>Its counter; each answer adds one before it signs.</summary>
    public uint Count { get; set; }

    /// <summary>Whether what it signs is spoiled.</summary>
    public bool SignsWrongly { get; set; }

    /// <summary>Whom it belongs to, as it says.</summary>
    public string User
    {
        get => Encoding.UTF8.GetString(_user);
        set => _user = Encoding.UTF8.GetBytes(value);
    }

    /// <summary>What <c>navigator.credentials.create</c> gives for these options, as JSON.</summary>
    public string Create(JsonElement options)
    {
        _user = Base64Url.DecodeFromChars(options.GetProperty("user").GetProperty("id").GetString());
        var host = options.GetProperty("rp").GetProperty("id").GetString()!;
        byte[] made = [.. new byte[16], .. Short(_id.Length), .. _id, .. CoseKey()];
        byte[] data = [.. AuthenticatorData(host, Attested), .. made];
        byte[] attestation = [0xA3, .. Text("fmt"), .. Text("none"), .. Text("attStmt"), 0xA0, .. Text("authData")];
        return Credential(
            new
            {
                clientDataJSON = Encoded(ClientData("webauthn.create", options)),
                attestationObject = Encoded([.. attestation, .. Bytes(data)]),
                transports = new[] { "internal" },
            }
        );
    }

    /// <summary>What <c>navigator.credentials.get</c> gives for these options, as JSON.</summary>
    public string Answer(JsonElement options)
    {
        Count++;
        var client = ClientData("webauthn.get", options);
        var data = AuthenticatorData(options.GetProperty("rpId").GetString()!, 0);
        byte[] signed = [.. data, .. SHA256.HashData(client)];
        if (SignsWrongly)
            signed[^1] ^= 1;
        var signature = _key.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Credential(
            new
            {
                clientDataJSON = Encoded(client),
                authenticatorData = Encoded(data),
                signature = Encoded(signature),
                userHandle = Encoded(_user),
            }
        );
    }

    public void Dispose() => _key.Dispose();

    private string Credential(object response) =>
        JsonSerializer.Serialize(
            new
            {
                id = Encoded(_id),
                rawId = Encoded(_id),
                type = "public-key",
                clientExtensionResults = new { },
                response,
            }
        );

    private byte[] ClientData(string type, JsonElement options) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                type,
                challenge = options.GetProperty("challenge").GetString(),
                origin = Origin,
                crossOrigin = CrossOrigin,
            }
        );

    private byte[] AuthenticatorData(string host, byte more)
    {
        var flags = (byte)(Present | (Verifies ? Verified : 0) | more);
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, Count);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(Host ?? host)), flags, .. count];
    }

    // {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}, RFC 9053 §7.1.
    private byte[] CoseKey()
    {
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        return [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, .. Bytes(point.X!), 0x22, .. Bytes(point.Y!)];
    }

    // CBOR (RFC 8949): a byte string, and a text of fewer than 24 bytes.
    private static byte[] Bytes(byte[] content) =>
        content.Length < 256 ? [0x58, (byte)content.Length, .. content] : [0x59, .. Short(content.Length), .. content];

    private static byte[] Text(string text) => [(byte)(0x60 + text.Length), .. Encoding.ASCII.GetBytes(text)];

    private static byte[] Short(int number) => [(byte)(number >> 8), (byte)number];

    private static string Encoded(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
