using System.Globalization;
using Vault.Core.Notices;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Notices;

/// <summary>The number beside the bell in the head of every page.</summary>
public static class Bell
{
    private const int Most = 99;

    /// <summary>Null for nobody in particular, and where an answer failed: it asks the database for nothing more.</summary>
    public static int? For(HttpContext context)
    {
        if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError)
            return null;
        var services = context.RequestServices;
        if (services.GetService<CurrentActor>() is not { IsSignedIn: true } current)
            return null;
        return services.GetService<CountNotices>()?.Run(current.Person.Id);
    }

    public static string Figure(int count) => count > Most ? Most + "+" : count.ToString(CultureInfo.InvariantCulture);
}
