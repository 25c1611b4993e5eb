using Vault.Core.Accounts;

namespace Vault.Core.Imports;

/// <summary>The columns that describe one kind of person.</summary>
internal sealed record PersonColumns(
    RegisterColumn Name,
    RegisterColumn OfficePhone,
    RegisterColumn Mobile,
    RegisterColumn Mailbox,
    RegisterColumn Weixin
)
{
    public static readonly PersonColumns Responsible = new(
        RegisterColumn.ResponsibleName,
        RegisterColumn.ResponsibleOfficePhone,
        RegisterColumn.ResponsibleMobile,
        RegisterColumn.ResponsibleMailbox,
        RegisterColumn.ResponsibleWeixin
    );

    public static readonly PersonColumns Supervisor = new(
        RegisterColumn.SupervisorName,
        RegisterColumn.SupervisorOfficePhone,
        RegisterColumn.SupervisorMobile,
        RegisterColumn.Ignored,
        RegisterColumn.Ignored
    );

    public static readonly PersonColumns Administrator = new(
        RegisterColumn.AdministratorName,
        RegisterColumn.AdministratorOfficePhone,
        RegisterColumn.AdministratorMobile,
        RegisterColumn.AdministratorMailbox,
        RegisterColumn.AdministratorWeixin
    );
}

/// <summary>One row of a sheet by the meaning of its columns; what is wrong in a cell is noted as it is read.</summary>
internal sealed class RowCells(Sheet sheet, Header header, PlatformWords platforms, int row, List<RowProblem> problems)
{
    public string Sheet => sheet.Name;

    /// <summary>As a clerk counts, from 1.</summary>
    public int Row => row + 1;

    /// <summary>Nothing stands in any column that is read.</summary>
    public bool IsEmpty => header.Columns.All(c => c.Meaning == RegisterColumn.Ignored || Text(c).Length == 0);

    public string Text(RegisterColumn meaning) =>
        header.Of(meaning).Select(Text).FirstOrDefault(t => t.Length > 0) ?? "";

    public string? Optional(RegisterColumn meaning) => Text(meaning) is { Length: > 0 } text ? text : null;

    public string? Limited(RegisterColumn meaning, int limit)
    {
        if (Optional(meaning) is not { } text)
            return null;
        if (text.Length <= limit)
            return text;
        Note(RowProblemKind.TooLong, meaning);
        return null;
    }

    public DateOnly? Day(RegisterColumn meaning) => Parsed(meaning, RowProblemKind.NoDay, CellText.Day);

    public string? Phone(RegisterColumn meaning) => Optional(meaning) is { } text ? ReadPhone(text, meaning) : null;

    public string? Mailbox(RegisterColumn meaning) => Optional(meaning) is { } text ? ReadMailbox(text, meaning) : null;

    public string? Platform()
    {
        var named = Text(RegisterColumn.Platform);
        return named.Length == 0 ? header.Platform : platforms.KeyOf(named);
    }

    /// <summary>An original id in the column of the public one is put where it belongs.</summary>
    public (string? Public, string? Original) Ids()
    {
        var (shown, original) = (Optional(RegisterColumn.PublicId), Optional(RegisterColumn.OriginalId));
        return shown is not null && CellText.IsOriginalId(shown) ? (null, original ?? shown) : (shown, original);
    }

    public AccountNature? Nature() =>
        Parsed<AccountNature>(
            RegisterColumn.Nature,
            RowProblemKind.NoNature,
            text =>
                text switch
                {
                    _ when text.Contains("服务", StringComparison.Ordinal) => AccountNature.Service,
                    _ when text.Contains("订阅", StringComparison.Ordinal) => AccountNature.Subscription,
                    _ => null,
                }
        );

    public AccountStatus? Status() => Parsed(RegisterColumn.Status, RowProblemKind.NoStatus, CellText.Status);

    /// <summary>
    /// Whether and since when it is verified: a yes or no, a day in its place, a day beside it, or a tick in one of two
    /// columns.
    /// </summary>
    public (bool? Verified, DateOnly? On) Verification()
    {
        var on = VerifiedOn();
        if (on is not null)
            return (true, on);
        // A tick, or 否 once more.
        if (Text(RegisterColumn.NotVerified).Length > 0)
            return (false, null);
        var said = Text(RegisterColumn.Verified);
        if (said.Length == 0)
            return (CellText.YesOrNo(Text(RegisterColumn.VerifiedOn)), null);
        var verified = CellText.YesOrNo(said);
        if (verified is null)
            Note(RowProblemKind.NoYesOrNo, RegisterColumn.Verified);
        return (verified, null);
    }

    public IReadOnlyList<RegisterPerson> People(PersonColumns columns)
    {
        var names = CellText.People(Raw(columns.Name));
        if (names.Count == 0)
            return [];
        var officePhones = Several(columns.OfficePhone, names.Count, ReadPhone);
        var mobiles = Several(columns.Mobile, names.Count, ReadPhone);
        var mailboxes = Several(columns.Mailbox, names.Count, ReadMailbox);
        var weixin = Several(columns.Weixin, names.Count, (text, _) => text);
        return
        [
            .. names.Select(
                (n, i) => new RegisterPerson(n.Name, n.IsStudent, officePhones[i], mobiles[i], mailboxes[i], weixin[i])
            ),
        ];
    }

    public string? Password()
    {
        if (header.Of(RegisterColumn.Password).FirstOrDefault() is not { } column)
            return null;
        // As it stands: a full-width character or a space may belong to it.
        var password = sheet[row, column.Index];
        if (CellText.Plain(password).Length == 0)
            return null;
        problems.Add(new RowProblem(RowProblemKind.PasswordInClear, Sheet, Row, column.Index, ""));
        return password;
    }

    public RegisterRow? LeftOut(RowProblemKind kind, RegisterColumn meaning)
    {
        // A text that is too long was noted as such.
        if (!problems.Exists(p => p.Row == Row && p.Sheet == Sheet && p.Kind == RowProblemKind.TooLong))
            problems.Add(new RowProblem(kind, Sheet, Row, header.Of(meaning).FirstOrDefault()?.Index, ""));
        return null;
    }

    private DateOnly? VerifiedOn()
    {
        if (CellText.Day(Text(RegisterColumn.Verified)) is { } day)
            return day;
        var text = Text(RegisterColumn.VerifiedOn);
        // 是：2024-03-01 is how the form wants it.
        var bare = text.TrimStart('是').TrimStart(':', ' ');
        if (bare.Length == 0 || CellText.YesOrNo(text) is not null)
            return null;
        if (CellText.Day(bare) is { } on)
            return on;
        Note(RowProblemKind.NoDay, RegisterColumn.VerifiedOn);
        return null;
    }

    private T? Parsed<T>(RegisterColumn meaning, RowProblemKind otherwise, Func<string, T?> parse)
        where T : struct
    {
        if (Optional(meaning) is not { } text)
            return null;
        var value = parse(text);
        if (value is null)
            Note(otherwise, meaning);
        return value;
    }

    /// <summary>The values that go with the people of a cell, one for each; null where there is none.</summary>
    private string?[] Several(RegisterColumn meaning, int people, Func<string, RegisterColumn, string?> read)
    {
        var values = new string?[people];
        if (meaning == RegisterColumn.Ignored)
            return values;
        var given = CellText.Several(Raw(meaning));
        if (given.Count > people || (given.Count > 1 && given.Count < people))
            Note(RowProblemKind.UnevenPeople, meaning);
        for (var i = 0; i < Math.Min(people, given.Count); i++)
            values[i] = given[i].Length == 0 ? null : read(given[i], meaning);
        return values;
    }

    private string? ReadPhone(string text, RegisterColumn meaning)
    {
        if (CellText.Phone(text) is { } phone)
            return phone;
        Note(CellText.IsRounded(text) ? RowProblemKind.RoundedNumber : RowProblemKind.NoPhone, meaning);
        return null;
    }

    private string? ReadMailbox(string text, RegisterColumn meaning)
    {
        if (CellText.IsMailbox(text))
            return text;
        Note(RowProblemKind.NoMailbox, meaning);
        return null;
    }

    private string Raw(RegisterColumn meaning) =>
        header.Of(meaning).Select(c => sheet[row, c.Index]).FirstOrDefault(t => t.Length > 0) ?? "";

    private string Text(HeaderColumn column) => CellText.Plain(sheet[row, column.Index]);

    private void Note(RowProblemKind kind, RegisterColumn meaning)
    {
        var column = header.Of(meaning).First();
        problems.Add(new RowProblem(kind, Sheet, Row, column.Index, sheet[row, column.Index]));
    }
}
