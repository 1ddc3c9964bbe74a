using System.Diagnostics;
using SelectQuest.Grading.Evidence.Running;

namespace SelectQuest.Grading.Tests.Running;

public class SandboxesAreRefusedWithAMending
{
    [Theory]
    [InlineData("sh: 1: exec: bwrap: not found")]
    [InlineData("prlimit: failed to execute bwrap: No such file or directory")]
    public void Without_bubblewrap_the_package_is_named(string said) =>
        Assert.Contains("`sudo apt-get install bubblewrap`", Because(said), StringComparison.Ordinal);

    [Fact]
    public void A_missing_program_inside_is_no_missing_bubblewrap() =>
        Assert.DoesNotContain(
            "apt-get",
            Because("bwrap: execvp prlimit: No such file or directory"),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("kernel.apparmor_restrict_unprivileged_userns", "1", "0")]
    [InlineData("kernel.unprivileged_userns_clone", "0", "1")]
    [InlineData("user.max_user_namespaces", "0", "15000")]
    public void A_setting_that_forbids_is_named_with_the_exact_command(string name, string value, string permits)
    {
        const string said = "bwrap: setting up uid map: Permission denied\nmore";

        var because = BubblewrapRefusal.Because(said, asked => asked == name ? value : null);

        Assert.Contains($"`sudo sysctl -w {name}={permits}`", because, StringComparison.Ordinal);
        Assert.Contains("(bwrap: setting up uid map: Permission denied)", because, StringComparison.Ordinal);
        Assert.DoesNotContain(
            name,
            BubblewrapRefusal.Because(said, asked => asked == name ? permits : null),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_container_has_no_network_and_nothing_to_write_to()
    {
        var inner = new ProcessStartInfo("/usr/bin/dotnet", ["exec", "/tmp/a b/x.dll"])
        {
            RedirectStandardInput = true,
        };
        inner.Environment["DOTNET_GCHeapHardLimit"] = "0x20000000";
        inner.Environment["GITHUB_TOKEN"] = "secret";
        inner.Environment["DOTNET_STARTUP_HOOKS"] = "/tmp/hook.dll";

        var wrapped = new Container("podman", ["/tmp/a b", "/usr/share/dotnet"]).Wrap(inner);
        var words = string.Join(' ', wrapped.ArgumentList);

        Assert.Equal("podman", wrapped.FileName);
        Assert.True(wrapped.RedirectStandardInput);
        Assert.StartsWith("run --rm --interactive", words, StringComparison.Ordinal);
        Assert.All(
            [
                "--network none",
                "--read-only",
                "--cap-drop ALL",
                "--security-opt no-new-privileges",
                "--user 65534:65534",
                "--pids-limit 256",
                "--memory 2g --memory-swap 2g",
                "--mount type=bind,source=/tmp/a b,target=/tmp/a b,readonly",
                "--env DOTNET_GCHeapHardLimit=0x20000000",
                $"{Container.Image} --signal=KILL 120 /usr/bin/dotnet exec /tmp/a b/x.dll",
            ],
            expected => Assert.Contains(expected, words, StringComparison.Ordinal)
        );
        Assert.DoesNotContain("secret", words, StringComparison.Ordinal);
        Assert.DoesNotContain("hook", words, StringComparison.Ordinal);
    }

    private static string Because(string said) => BubblewrapRefusal.Because(said, _ => null);
}
