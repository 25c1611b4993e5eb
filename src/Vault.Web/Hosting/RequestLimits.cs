using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Vault.Web.SignIn;

namespace Vault.Web.Hosting;

/// <summary>
/// How much one caller may ask of the vault; far above what a person at a browser does, far below what starves the others.
/// Beyond it: 413 for a body, 429 with Retry-After for requests, which are counted by the minute and do not wait.
/// </summary>
public sealed class RequestLimits
{
    /// <summary>Bytes of a body. The largest form holds a few thousand characters.</summary>
    public const int BodyBytes = 128 * 1024;

    /// <summary>
    /// Bytes of a body with a file in it, where a page takes one. More than the file may have, so that one a little too
    /// large is refused in words.
    /// </summary>
    public const int UploadBytes = 8 * 1024 * 1024;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    // Addresses share this many counters, so that no flood of addresses fills the memory.
    private const int AddressCounters = 1 << 16;

    /// <summary>Requests a minute that may change something, of one address and without a session.</summary>
    public int AnonymousPosts { get; set; } = 120;

    /// <summary>Requests a minute of one session.</summary>
    public int SessionRequests { get; set; } = 1200;

    internal static void AddTo(IServiceCollection services)
    {
        services.AddRateLimiter(_ => { });
        // A file that is uploaded may hold passwords: it stays in memory and never reaches a temporary folder (R68).
        services.Configure<FormOptions>(form =>
        {
            form.MemoryBufferThreshold = UploadBytes;
            form.MultipartBodyLengthLimit = UploadBytes;
        });
        services
            .AddOptions<RateLimiterOptions>()
            .Configure<IOptions<RequestLimits>>(
                (limiter, limits) =>
                {
                    limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
                    limiter.OnRejected = SayWhenAgain;
                    limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, (int, Guid)>(limits.Value.For);
                }
            );
    }

    private RateLimitPartition<(int Address, Guid Session)> For(HttpContext context)
    {
        var current = context.RequestServices.GetRequiredService<CurrentActor>();
        if (current.IsSignedIn)
            return Counted((0, current.Session.Id.Value), SessionRequests);
        return HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)
            ? RateLimitPartition.GetNoLimiter((-1, Guid.Empty))
            : Counted((CounterOf(context.Connection.RemoteIpAddress), Guid.Empty), AnonymousPosts);
    }

    private static RateLimitPartition<(int, Guid)> Counted((int, Guid) caller, int limit) =>
        RateLimitPartition.GetFixedWindowLimiter(
            caller,
            _ => new FixedWindowRateLimiterOptions { PermitLimit = limit, Window = Window }
        );

    /// <summary>Whoever has one address of version 6 has 2^64 of them. Hashes differ from process to process.</summary>
    private static int CounterOf(IPAddress? address)
    {
        var bytes = (address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)?.GetAddressBytes() ?? [];
        var hash = new HashCode();
        hash.AddBytes(
            address?.AddressFamily == AddressFamily.InterNetworkV6 && bytes.Length == 16 ? bytes[..8] : bytes
        );
        return 1 + (hash.ToHashCode() & (AddressCounters - 1));
    }

    private static ValueTask SayWhenAgain(OnRejectedContext rejected, CancellationToken cancellation)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Window;
        rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds)
            .ToString(CultureInfo.InvariantCulture);
        return ValueTask.CompletedTask;
    }
}
