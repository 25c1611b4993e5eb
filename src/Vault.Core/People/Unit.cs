using Vault.Core.Audit;

namespace Vault.Core.People;

/// <summary>What a unit is.</summary>
public enum UnitKind
{
    /// <summary>学校: the organisation as a whole.</summary>
    Organisation,

    /// <summary>学院</summary>
    College,

    /// <summary>部门</summary>
    Department,

    /// <summary>下属单位: below a college or a department.</summary>
    SubUnit,

    /// <summary>学生组织: society, student union, class; a teacher stands behind it.</summary>
    StudentBody,
}

/// <summary>A unit of the organisation: school, college, department, sub-unit, student body. A tree.</summary>
public sealed class Unit : IAttestedRow
{
    /// <summary>Characters of a name at most.</summary>
    public const int NameLimit = 100;

    private Unit() { }

    public UnitId Id { get; private init; }

    /// <summary>Null for the root.</summary>
    public UnitId? Parent { get; private set; }

    public string Name { get; private set; } = "";

    public UnitKind Kind { get; private set; }

    /// <summary>
    /// 指导教师: whom a custodian with an end is followed by, if nothing else is said. Being named here gives nothing: it
    /// is proposed and confirmed with each appointment.
    /// </summary>
    public PersonId? Fallback { get; private set; }

    /// <summary>Null while the unit exists.</summary>
    public DateTimeOffset? DissolvedAt { get; private set; }

    /// <summary>Counts the changes, so that two who change it at once do not undo each other unseen.</summary>
    public int Revision { get; private set; }

    public string RowId => Id.ToString();

    public Guid RowOwner => Parent?.Value ?? Guid.Empty;

    internal static Unit Of(UnitId id, UnitFacts facts)
    {
        var unit = new Unit { Id = id };
        unit.Become(facts);
        return unit;
    }

    /// <summary>Takes over changed facts.</summary>
    internal void Change(UnitFacts facts)
    {
        Become(facts);
        Revision++;
    }

    internal void Dissolve(DateTimeOffset at) => DissolvedAt ??= at;

    private void Become(UnitFacts facts) =>
        (Parent, Name, Kind, Fallback) = (facts.Parent, facts.Name, facts.Kind, facts.Fallback);
}
