using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SelectQuest.Grading.Submissions;

namespace SelectQuest.Grading.Tests.Integrity;

/// <summary>What someone does to another's code so that it looks like their own.</summary>
internal static class Disguise
{
    private static readonly string[] Kept = ["var", "_", "nameof", "value", "field", "await", "args"];

    public static Submission Of(Submission submission, Func<SyntaxNode, SyntaxNode> disguise) =>
        submission with
        {
            Sources =
            [
                .. submission.Sources.Select(file =>
                    file with
                    {
                        Text = disguise(CSharpSyntaxTree.ParseText(file.Text).GetRoot()).ToFullString(),
                    }
                ),
            ],
        };

    public static SyntaxNode Everything(SyntaxNode root) => Reformatted(OtherComments(Reordered(Renamed(root))));

    /// <summary>Every name becomes another, and every number and text.</summary>
    public static SyntaxNode Renamed(SyntaxNode root) =>
        root.ReplaceTokens(
            root.DescendantTokens(),
            (token, _) =>
                token.Kind() switch
                {
                    SyntaxKind.IdentifierToken when !Kept.Contains(token.Text) => SyntaxFactory.Identifier(
                        token.LeadingTrivia,
                        $"x_{token.Text.Length}{token.Text[^1]}",
                        token.TrailingTrivia
                    ),
                    SyntaxKind.NumericLiteralToken => SyntaxFactory.Literal(
                        token.LeadingTrivia,
                        "77",
                        77,
                        token.TrailingTrivia
                    ),
                    SyntaxKind.StringLiteralToken => SyntaxFactory.Literal(
                        token.LeadingTrivia,
                        "\"other\"",
                        "other",
                        token.TrailingTrivia
                    ),
                    _ => token,
                }
        );

    /// <summary>Members from the last to the first, in every type.</summary>
    public static SyntaxNode Reordered(SyntaxNode root) => new Reordering().Visit(root)!;

    /// <summary>Other blanks, other line breaks.</summary>
    public static SyntaxNode Reformatted(SyntaxNode root) => root.NormalizeWhitespace("\t", "\r\n");

    /// <summary>No comment is left, and each statement has a new one.</summary>
    public static SyntaxNode OtherComments(SyntaxNode root)
    {
        var bare = root.ReplaceTrivia(
            root.DescendantTrivia(),
            (trivia, _) =>
                trivia.Kind() is SyntaxKind.WhitespaceTrivia or SyntaxKind.EndOfLineTrivia
                    ? trivia
                    : SyntaxFactory.Space
        );
        return bare.ReplaceNodes(
            bare.DescendantNodes().OfType<StatementSyntax>().Where(statement => statement is not BlockSyntax),
            (_, statement) =>
                statement.WithLeadingTrivia(
                    SyntaxFactory.LineFeed,
                    SyntaxFactory.Comment("// all of this is mine"),
                    SyntaxFactory.LineFeed
                )
        );
    }

    /// <summary>`public`, `sealed`, `this.` and braces where none are needed: all that changes nothing.</summary>
    public static SyntaxNode Wordier(SyntaxNode root) =>
        root.ReplaceNodes(
            root.DescendantNodes().OfType<IfStatementSyntax>().Where(branch => branch.Statement is not BlockSyntax),
            (_, branch) => branch.WithStatement(SyntaxFactory.Block(branch.Statement))
        );

    /// <summary>After every third statement of a block one that only prints.</summary>
    public static SyntaxNode Printing(SyntaxNode root) => new PrintsInBetween().Visit(root);

    private sealed class Reordering : CSharpSyntaxRewriter
    {
        public override SyntaxNode? Visit(SyntaxNode? node)
        {
            var visited = base.Visit(node);
            return visited is TypeDeclarationSyntax type ? type.WithMembers([.. type.Members.Reverse()]) : visited;
        }
    }

    private sealed class PrintsInBetween : CSharpSyntaxRewriter
    {
        private static readonly StatementSyntax Print = SyntaxFactory.ParseStatement("\nConsole.Error.WriteLine(1);\n");
        private int seen;

        public override SyntaxNode? VisitBlock(BlockSyntax node)
        {
            var block = (BlockSyntax)base.VisitBlock(node)!;
            return block.WithStatements([
                .. block.Statements.SelectMany(one => ++seen % 3 == 0 ? new[] { one, Print } : [one]),
            ]);
        }
    }
}
