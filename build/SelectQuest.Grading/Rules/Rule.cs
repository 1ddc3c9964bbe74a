namespace SelectQuest.Grading.Rules;

/// <summary>A rule's page, <c>Rules/SQnnn.md</c>, taken apart.</summary>
/// <param name="Id">SQnnn. A number is never reused.</param>
/// <param name="Title">One line, shown beside the id.</param>
/// <param name="Subject">What it belongs to: <c>C1, plan half</c>, <c>done when D3</c>, <c>integrity</c>.</param>
/// <param name="Why">Why it matters: the default of a finding's <i>why</i>.</param>
/// <param name="Try">What to try: the default of a finding's <i>try</i>.</param>
/// <param name="Page">The whole page as Markdown.</param>
public sealed record Rule(string Id, string Title, string Subject, string Why, string Try, string Page);
