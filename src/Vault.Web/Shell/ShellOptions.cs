namespace Vault.Web.Shell;

/// <summary>What the shell has to be told by the vault it dresses.</summary>
public sealed class ShellOptions
{
    /// <summary>The zone every time is shown in. One for the whole institution, so that two people read the same clock.</summary>
    public TimeZoneInfo Zone { get; set; } = Vault.Core.OrganisationTime.Zone;

    /// <summary>The status an exception is answered with; <see langword="null"/> means the shell's own rule, in the end 500.</summary>
    public Func<Exception, int?> StatusFor { get; set; } = static _ => null;

    /// <summary>Whether the page that shows every component exists. It is for those who build the vault and for a demo.</summary>
    public bool ShowsComponents { get; set; }

    /// <summary>What a request passes before anything of the vault, the headers excepted; <see langword="null"/> means nothing.</summary>
    public Action<IApplicationBuilder>? AtTheDoor { get; set; }
}
