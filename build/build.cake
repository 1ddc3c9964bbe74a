#load "KitBuild.cs"

// The kit's build under Cake's script runner:  dotnet cake build/build.cake --target=Demo
// A task is a name, what it needs and one call. What the call does stands in KitBuild.cs, which build/frosting runs too.

Setup<KitBuild>(context => new KitBuild(context));

Task("Clean").Description("Deletes artifacts/ and every bin and obj folder.").Does<KitBuild>(kit => kit.Clean());

Task("Build").Description("Builds the solution; a warning is an error.").Does<KitBuild>(kit => kit.Build());

Task("Test")
    .Description("Runs all tests, with coverage, into artifacts/test-results.")
    .IsDependentOn("Build")
    .Does<KitBuild>(kit => kit.Test());

Task("Pack")
    .Description("Packs the template, grader inside, into artifacts/packages.")
    .Does<KitBuild>(kit => kit.Pack());

Task("Install")
    .Description("Installs the packed template into a private hive under artifacts/.")
    .IsDependentOn("Pack")
    .Does<KitBuild>(kit => kit.Install());

Task("Scaffold")
    .Description("Runs `dotnet new selectquest` from that hive; --name=NAME and --output=DIR are yours to choose.")
    .IsDependentOn("Install")
    .Does<KitBuild>(kit => kit.Scaffold());

Task("Verify")
    .Description("Verifies the scaffolded starter (0 of 5), or --submission=PATH (as it comes).")
    .IsDependentOn("Scaffold")
    .Does<KitBuild>(kit => kit.Verify());

Task("Demo")
    .Description("The whole path: from the packed template to 0 of 5, the solution laid over it, 5 of 5.")
    .IsDependentOn("Verify")
    .Does<KitBuild>(kit => kit.Demo());

Task("Bridge")
    .Description("Lays out --bridge=NAME (epoll, poll, threadpool) as a repo: starter, solution, bridge.")
    .Does<KitBuild>(kit => kit.Bridge());

Task("Ci").Description("What continuous integration runs.").IsDependentOn("Test").IsDependentOn("Demo");

Task("Default").Description("Builds.").IsDependentOn("Build");

RunTarget(Argument("target", "Default"));
