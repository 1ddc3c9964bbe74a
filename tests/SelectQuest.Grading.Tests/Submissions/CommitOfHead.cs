using SelectQuest.Grading.Submissions;

namespace SelectQuest.Grading.Tests.Submissions;

public class CommitOfHead
{
    private const string Hash = "0123456789abcdef0123456789abcdef01234567";

    [Fact]
    public void A_branch_is_followed_to_its_commit() =>
        AssertCommit(
            Hash,
            new TemporaryFolder().With(".git/HEAD", "ref: refs/heads/main\n").With(".git/refs/heads/main", $"{Hash}\n")
        );

    [Fact]
    public void A_packed_branch_is_found() =>
        AssertCommit(
            Hash,
            new TemporaryFolder()
                .With(".git/HEAD", "ref: refs/heads/main\n")
                .With(".git/packed-refs", $"# pack-refs\n{Hash} refs/heads/main\n")
        );

    [Fact]
    public void A_detached_head_is_its_own_commit() =>
        AssertCommit(Hash, new TemporaryFolder().With(".git/HEAD", $"{Hash}\n"));

    [Fact]
    public void A_work_tree_finds_its_branch_in_the_shared_repository() =>
        AssertCommit(
            Hash,
            new TemporaryFolder()
                .With(".git", "gitdir: repo/worktrees/a\n")
                .With("repo/worktrees/a/HEAD", "ref: refs/heads/a\n")
                .With("repo/worktrees/a/commondir", "../..\n")
                .With("repo/refs/heads/a", $"{Hash}\n")
        );

    [Theory]
    [InlineData("ref: refs/heads/../../../secret\n")]
    [InlineData("ref: /etc/passwd\n")]
    [InlineData("not a hash\n")]
    [InlineData("ref: refs/heads/unborn\n")]
    public void What_is_no_commit_is_none(string head) =>
        AssertCommit(null, new TemporaryFolder().With(".git/HEAD", head).With("secret", $"{Hash}\n"));

    private static void AssertCommit(string? commit, TemporaryFolder folder)
    {
        using (folder)
        {
            Directory.CreateDirectory(folder["a/b"]);
            Assert.Equal(commit, GitHead.Commit(folder["a/b"]));
        }
    }
}
