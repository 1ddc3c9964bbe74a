using Cake.Frosting;

// The same tasks as build.cake, in the same order; a test compares names, descriptions and dependencies.

[TaskName("Clean")]
[TaskDescription("Deletes artifacts/ and every bin and obj folder.")]
public sealed class CleanTask : FrostingTask<KitContext>
{
    public override void Run(KitContext context) => context.Kit.Clean();
}

[TaskName("Build")]
[TaskDescription("Builds the solution; a warning is an error.")]
public sealed class BuildTask : FrostingTask<KitContext>
{
    public override void Run(KitContext context) => context.Kit.Build();
}

[TaskName("Test")]
[TaskDescription("Runs all tests, with coverage, into artifacts/test-results.")]
[IsDependentOn(typeof(BuildTask))]
public sealed class TestTask : FrostingTask<KitContext>
{
    public override void Run(KitContext context) => context.Kit.Test();
}

[TaskName("Pack")]
[TaskDescription("Packs the template, grader inside, into artifacts/packages.")]
public sealed class PackTask : FrostingTask<KitContext>
{
    public override void Run(KitContext context) => context.Kit.Pack();
}

[TaskName("Install")]
[TaskDescription("Installs the packed template into a private hive under artifacts/.")]
[IsDependentOn(typeof(PackTask))]
public sealed class InstallTask : FrostingTask<KitContext>
{
    public override void Run(KitContext context) => context.Kit.Install();
}

[TaskName("Scaffold")]
[TaskDescription("Runs `dotnet new selectquest` from that hive; --name=NAME and --output=DIR are yours to choose.")]
[IsDependentOn(typeof(InstallTask))]
public sealed class ScaffoldTask : FrostingTask<KitContext>
{
    public override void Run(KitContext context) => context.Kit.Scaffold();
}

[TaskName("Verify")]
[TaskDescription("Verifies the scaffolded starter (0 of 5), or --submission=PATH (as it comes).")]
[IsDependentOn(typeof(ScaffoldTask))]
public sealed class VerifyTask : FrostingTask<KitContext>
{
    public override void Run(KitContext context) => context.Kit.Verify();
}

[TaskName("Demo")]
[TaskDescription("The whole path: from the packed template to 0 of 5, the solution laid over it, 5 of 5.")]
[IsDependentOn(typeof(VerifyTask))]
public sealed class DemoTask : FrostingTask<KitContext>
{
    public override void Run(KitContext context) => context.Kit.Demo();
}

[TaskName("Bridge")]
[TaskDescription("Lays out --bridge=NAME (epoll, poll, threadpool) as a repo: starter, solution, bridge.")]
public sealed class BridgeTask : FrostingTask<KitContext>
{
    public override void Run(KitContext context) => context.Kit.Bridge();
}

[TaskName("Ci")]
[TaskDescription("What continuous integration runs.")]
[IsDependentOn(typeof(TestTask))]
[IsDependentOn(typeof(DemoTask))]
public sealed class CiTask : FrostingTask<KitContext>;

[TaskName("Default")]
[TaskDescription("Builds.")]
[IsDependentOn(typeof(BuildTask))]
public sealed class DefaultTask : FrostingTask<KitContext>;
