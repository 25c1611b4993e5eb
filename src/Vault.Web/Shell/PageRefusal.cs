using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Vault.Web.Shell;

/// <summary>A form that comes back because the vault would not do it.</summary>
public static class PageRefusal
{
    /// <summary>The page again with the reason above the form, as 409: what was asked does not fit how things stand.</summary>
    public static PageResult Refuse(this PageModel page, string why)
    {
        page.ModelState.AddModelError("", why);
        page.Response.StatusCode = StatusCodes.Status409Conflict;
        return page.Page();
    }
}
