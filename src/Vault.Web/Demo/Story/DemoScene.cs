namespace Vault.Web.Demo.Story;

/// <summary>Something that happens in the story, on a working day of it and at a time of that day.</summary>
internal sealed record DemoScene(int Day, int Hour, int Minute, Func<DemoStage, Task> Play);
