using System.Globalization;
using Vault.FaultHost;
using Vault.TestKit.Faults;

// FOLDER hands NUMBER: Hands. FOLDER TASK POINT: takes the steps of the task until it is killed at the fault point; of
// each thing that a page would tell its reader, and only then, the kind of its line is said, and at the end "done POINTS".
var (root, work, number) = (args[0], args[1], int.Parse(args[2], CultureInfo.InvariantCulture));
if (work == "hands")
{
    await Hands.Run(root, number);
    return;
}
FaultPoints.KillAt(number);
var task = FaultTask.At(root, work, Say.Line);
await task.Finish();
Say.Line(string.Create(CultureInfo.InvariantCulture, $"done {FaultPoints.Count}"));

// It is to end as it is, without tidying up.
Environment.Exit(0);
