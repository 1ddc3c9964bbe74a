using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace SelectQuest.Grading.Evidence.Integrity;

/// <summary>One token of a source, as far as copying is concerned.</summary>
/// <param name="Kind">What sort of token it is; the same for every name, and for every text.</param>
/// <param name="Line">Where it begins, from 1.</param>
internal readonly record struct TokenAt(SyntaxKind Kind, int Line);

/// <summary>
/// A source file as rows of token kinds, one row a member: the order of members does not show, nor in which type and
/// file they stand. Nor does what is cheap to change without changing the program: names, numbers and texts, layout and
/// comments, modifiers, braces, <c>this.</c>.
/// </summary>
internal static class SourceTokens
{
    public static IReadOnlyList<IReadOnlyList<TokenAt>> Members(SyntaxTree tree)
    {
        var text = tree.GetText();
        var root = tree.GetRoot();
        var statements = new List<TokenAt>();
        var members = new List<IReadOnlyList<TokenAt>>();
        foreach (var node in root.DescendantNodes(IsAroundMembers))
        {
            switch (node)
            {
                case GlobalStatementSyntax:
                    statements.AddRange(Of(node, text));
                    break;
                case MemberDeclarationSyntax and not (BaseNamespaceDeclarationSyntax or BaseTypeDeclarationSyntax):
                    members.Add([.. Of(node, text)]);
                    break;
                default:
                    break;
            }
        }

        return [.. members, statements];
    }

    private static bool IsAroundMembers(SyntaxNode node) =>
        node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax;

    private static IEnumerable<TokenAt> Of(SyntaxNode member, SourceText text)
    {
        var skipDot = false;
        foreach (var token in member.DescendantTokens())
        {
            var kind = token.Kind();
            if (kind == SyntaxKind.ThisKeyword && token.GetNextToken().IsKind(SyntaxKind.DotToken))
            {
                skipDot = true;
            }
            else if (skipDot)
            {
                skipDot = false;
            }
            else if (!token.IsMissing && KindOf(kind) is { } seen)
            {
                yield return new TokenAt(seen, text.Lines.IndexOf(token.SpanStart) + 1);
            }
        }
    }

    private static SyntaxKind? KindOf(SyntaxKind kind) =>
        kind switch
        {
            SyntaxKind.OpenBraceToken or SyntaxKind.CloseBraceToken => null,
            SyntaxKind.PublicKeyword
            or SyntaxKind.PrivateKeyword
            or SyntaxKind.InternalKeyword
            or SyntaxKind.ProtectedKeyword
            or SyntaxKind.ReadOnlyKeyword
            or SyntaxKind.SealedKeyword
            or SyntaxKind.StaticKeyword => null,
            SyntaxKind.CharacterLiteralToken
            or SyntaxKind.Utf8StringLiteralToken
            or SyntaxKind.SingleLineRawStringLiteralToken
            or SyntaxKind.MultiLineRawStringLiteralToken => SyntaxKind.StringLiteralToken,
            // `var`, `int` and `Int32` are one choice.
            _ when SyntaxFacts.IsPredefinedType(kind) => SyntaxKind.IdentifierToken,
            _ => kind,
        };
}
