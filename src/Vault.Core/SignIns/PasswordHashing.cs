using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.SignIns;

/// <summary>
/// PBKDF2-HMAC-SHA512 as ASP.NET Core Identity writes it, with <see cref="Iterations"/>. It takes about half a second
/// of a core, so it runs outside the writer and only on a few cores at once; who would have to wait long is turned away.
/// </summary>
public sealed class PasswordHashing : IDisposable
{
    public const int Iterations = 600_000;

    /// <summary>In a demo, whose passwords stand on its own pages.</summary>
    private const int DemoIterations = 1_000;

    /// <summary>Callers that may wait for their turn.</summary>
    private const int QueueLimit = 64;

    private readonly PasswordHasher<Person> _hasher;
    private readonly SemaphoreSlim _turns = new(Math.Clamp(Environment.ProcessorCount, 2, 4));
    private readonly string _nobodys;
    private int _waiting;

    public PasswordHashing()
        : this(Iterations) { }

    /// <summary>With less work: for tests.</summary>
    internal PasswordHashing(int iterations)
    {
        _hasher = new PasswordHasher<Person>(Options.Create(new PasswordHasherOptions { IterationCount = iterations }));
        _nobodys = NobodysHash(iterations);
    }

    /// <summary>
    /// With little work, for a demo: five months of sign-ins are made before its first page. The mark in the log's first
    /// leaf keeps what is hashed so from ever being a real vault's.
    /// </summary>
    /// <exception cref="InvalidOperationException">The vault is not a demo.</exception>
    public static PasswordHashing ForDemo(VaultInstance vault) =>
        vault.Demo
            ? new PasswordHashing(DemoIterations)
            : throw new InvalidOperationException("Only the passwords of a demo are hashed with little work.");

    /// <summary>How long a caller waits for his turn.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>One of the few turns; the caller disposes it.</summary>
    /// <exception cref="VaultUnavailableException">Too many want to hash now.</exception>
    public async Task<Turn> TakeTurn()
    {
        try
        {
            var admitted = Interlocked.Increment(ref _waiting) <= QueueLimit && await _turns.WaitAsync(Patience);
            return admitted ? new Turn(this) : throw new VaultUnavailableException("Too many sign-ins at once.");
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    public void Dispose() => _turns.Dispose();

    // Layout of Identity's format 3: marker 1, PRF 2 (HMAC-SHA512), iterations, length of the salt, salt, 32 bytes of key.
    private static string NobodysHash(int iterations)
    {
        var hash = new byte[13 + 16 + 32];
        hash[0] = 1;
        BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(1), 2);
        BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(5), (uint)iterations);
        BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(9), 16);
        RandomNumberGenerator.Fill(hash.AsSpan(13));
        return Convert.ToBase64String(hash);
    }

    /// <summary>The right to hash while it is held.</summary>
    public sealed class Turn : IDisposable
    {
        private PasswordHashing? _of;

        internal Turn(PasswordHashing of) => _of = of;

        private PasswordHashing Of => _of ?? throw new ObjectDisposedException(nameof(Turn));

        /// <summary>Of a password as <see cref="PasswordPolicy"/> normalised it.</summary>
        public string Hash(string password) => Of._hasher.HashPassword(null!, password);

        /// <summary>
        /// Whether the password is right, and whether its hash takes less work than is asked today. Without a hash the
        /// same work is done for nothing.
        /// </summary>
        public (bool Right, bool Outdated) Verify(string? hash, string? password)
        {
            var result = Of._hasher.VerifyHashedPassword(null!, hash ?? Of._nobodys, password ?? "");
            return hash is null || password is null
                ? (false, false)
                : (
                    result != PasswordVerificationResult.Failed,
                    result == PasswordVerificationResult.SuccessRehashNeeded
                );
        }

        public void Dispose()
        {
            _of?._turns.Release();
            _of = null;
        }
    }
}
