using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Vault.Core;

namespace Vault.Web.Hosting;

/// <summary>The one page of a sealed vault. The reason is a word of ours, not a path or a message of the system.</summary>
internal static class SealedPage
{
    public static Task WriteAsync(HttpContext context, SealReason reason)
    {
        var metadata = context.RequestServices.GetRequiredService<IModelMetadataProvider>();
        var page = new ViewResult
        {
            ViewName = "/Hosting/Sealed.cshtml",
            ViewData = new ViewDataDictionary<SealReason>(metadata, new ModelStateDictionary()) { Model = reason },
        };
        return page.ExecuteResultAsync(new ActionContext(context, new RouteData(), new ActionDescriptor()));
    }
}
