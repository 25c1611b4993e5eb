using System.Security.Cryptography;
using System.Text;

namespace Vault.Core.Audit;

/// <summary>
/// Free text or personal detail in an event. The leaf holds SHA-256(salt ‖ UTF-8 text); salt and text are sealed
/// beside it and can be destroyed for one person while the tree stays valid.
/// </summary>
public sealed class PrivateText
{
    /// <summary>Bytes of salt: too many to try out, so that a short text cannot be guessed from its hash.</summary>
    public const int SaltLength = 16;

    private PrivateText(byte[] commitment, byte[]? salt, string? text, PersonId? about)
    {
        Commitment = commitment;
        Salt = salt;
        Text = text;
        About = about;
    }

    /// <summary>32 bytes: SHA-256(salt ‖ UTF-8 text).</summary>
    public byte[] Commitment { get; }

    public byte[]? Salt { get; }

    /// <summary>Null when the text was destroyed, or when only the leaf was read.</summary>
    public string? Text { get; }

    /// <summary>Whose personal detail this is; null: the author's of the event.</summary>
    public PersonId? About { get; }

    public static PrivateText Of(string text, PersonId? about = null)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        return new(Commit(salt, text), salt, text, about);
    }

    /// <summary>What a leaf alone can say.</summary>
    public static PrivateText Sealed(byte[] commitment) => new(commitment, null, null, null);

    /// <summary>The text put back beside its commitment, or null if they do not belong together.</summary>
    public PrivateText? Opened(byte[] salt, string text) =>
        CryptographicOperations.FixedTimeEquals(Commit(salt, text), Commitment)
            ? new(Commitment, salt, text, About)
            : null;

    public override string ToString() => Text ?? "";

    private static byte[] Commit(byte[] salt, string text) =>
        SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(text)]);
}
