#load "QuestBuild.cs"

// Your quest's verdict as a build:  dotnet cake build/build.cake
// Each criterion is a task of its own, so the table Cake prints at the end is the verdict. One criterion alone:
//   dotnet cake build/build.cake --target=C3

Setup<QuestBuild>(context => new QuestBuild(context, Argument("target", "Default")));

Task("Build").Description("Builds the server and its tests.").Does<QuestBuild>(quest => quest.Build());

Task("Test").Description("Runs your tests.").IsDependentOn("Build").Does<QuestBuild>(quest => quest.Test());

Task("Judge").Description("Runs the grader once and keeps its verdict.").Does<QuestBuild>(quest => quest.Judge());

foreach (var (id, criterion) in QuestBuild.Criteria)
{
    Task(id)
        .Description(criterion)
        .IsDependentOn("Judge")
        .WithCriteria<QuestBuild>((_, quest) => !quest.IsForReview(id), "for review")
        .Does<QuestBuild>(quest => quest.Require(id))
        .OnError<QuestBuild>((problem, quest) => quest.Record(id, problem));
}

Task("Verify")
    .Description("All five criteria; fails if one of them does.")
    .IsDependentOn("C1")
    .IsDependentOn("C2")
    .IsDependentOn("C3")
    .IsDependentOn("C4")
    .IsDependentOn("C5")
    .Does<QuestBuild>(quest => quest.RequireAll());

Task("Default").Description("Verify.").IsDependentOn("Verify");

RunTarget(Argument("target", "Default"));
