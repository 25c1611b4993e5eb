using System.Net.Http.Headers;
using System.Text;

namespace Vault.Core.Witnesses;

/// <summary>
/// Posts each checkpoint as text to an address; any answer of success says that it was kept. Redirects are not followed.
/// </summary>
internal sealed class WitnessHook(HttpClient client, Uri address) : IWitness
{
    /// <summary>How long the other side may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // Neither what stands behind the host nor a user name: either may be a token.
    public string Name => address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    /// <inheritdoc/>
    public async Task Take(string note, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(note));
        content.Headers.ContentType = new MediaTypeHeaderValue("text/plain", "utf-8");
        try
        {
            using var answer = await client.PostAsync(address, content, patience.Token);
            answer.EnsureSuccessStatusCode();
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new HttpRequestException("No answer in time.", e);
        }
    }
}
