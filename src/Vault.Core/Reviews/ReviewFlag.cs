using System.Text.Json.Serialization;

namespace Vault.Core.Reviews;

/// <summary>Why an entry of the log has to be looked at.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReviewFlag>))]
public enum ReviewFlag
{
    /// <summary>应急取用: an account was taken in an emergency, or used while it was.</summary>
    BreakGlass,

    /// <summary>工作时间以外: on a day off, or outside <see cref="FlagRules.DayBegins"/> to <see cref="FlagRules.DayEnds"/>.</summary>
    OutsideHours,

    /// <summary>逾期未还: an account was not returned in time.</summary>
    Overdue,

    /// <summary>交接后使用: the account was being handed over, or had been by this very person.</summary>
    AfterHandover,

    /// <summary>As many secrets and codes as one person is shown within an hour were shown to him.</summary>
    VolumeLimit,

    /// <summary>首次使用: the first use of this account by this person.</summary>
    FirstUse,
}
