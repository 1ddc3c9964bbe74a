using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Tests;

/// <summary>The set you are given. Read these as its manual.</summary>
public class FdSetTests
{
    public static TheoryData<int> EdgesOfTheWords => [0, 1, 63, 64, 127, 128, 511, 512, 1023];

    [Fact]
    public void A_new_set_is_empty()
    {
        FdSet set = default;

        Assert.Equal(0, set.Count);
        Assert.All(Enumerable.Range(0, FdSet.Size), fd => Assert.False(set.IsSet(fd)));
    }

    [Theory]
    [MemberData(nameof(EdgesOfTheWords))]
    public void Setting_an_fd_sets_that_one_and_no_other(int fd)
    {
        FdSet set = default;
        set.Set(fd);

        Assert.All(Enumerable.Range(0, FdSet.Size), other => Assert.Equal(other == fd, set.IsSet(other)));
    }

    [Theory]
    [MemberData(nameof(EdgesOfTheWords))]
    public void Clearing_an_fd_clears_that_one_and_no_other(int fd)
    {
        var set = Full();
        set.Clear(fd);

        Assert.All(Enumerable.Range(0, FdSet.Size), other => Assert.Equal(other != fd, set.IsSet(other)));
    }

    [Fact]
    public void Setting_twice_counts_once_and_clearing_an_absent_fd_is_allowed()
    {
        FdSet set = default;
        set.Set(7);
        set.Set(7);
        set.Clear(8);

        Assert.Equal(1, set.Count);
    }

    [Fact]
    public void Zero_takes_every_fd_out()
    {
        var set = Full();
        set.Zero();

        Assert.Equal(default, set);
    }

    [Fact]
    public void Assignment_copies_every_bit_so_a_master_set_survives_select()
    {
        FdSet master = default;
        master.Set(5);
        var copy = master;
        copy.Zero();

        Assert.True(master.IsSet(5));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(FdSet.Size)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void An_fd_that_does_not_fit_throws_where_C_writes_past_the_end(int fd)
    {
        FdSet set = default;

        Assert.Throws<ArgumentOutOfRangeException>(() => set.Set(fd));
        Assert.Throws<ArgumentOutOfRangeException>(() => set.Clear(fd));
        Assert.Throws<ArgumentOutOfRangeException>(() => set.IsSet(fd));
    }

    [Fact]
    public void Sets_with_the_same_members_are_equal_in_whatever_order_they_were_set()
    {
        FdSet left = default;
        left.Set(3);
        left.Set(900);
        FdSet right = default;
        right.Set(900);
        right.Set(3);

        Assert.True(left == right);
        Assert.Equal(left.GetHashCode(), right.GetHashCode());
        right.Clear(3);
        Assert.True(left != right);
    }

    [Fact]
    public void A_set_prints_its_members_as_strace_does()
    {
        FdSet set = default;
        set.Set(12);
        set.Set(3);
        set.Set(7);

        Assert.Equal("[3 7 12]", set.ToString());
        Assert.Equal("[]", default(FdSet).ToString());
    }

    private static FdSet Full()
    {
        FdSet set = default;
        for (var fd = 0; fd < FdSet.Size; fd++)
        {
            set.Set(fd);
        }

        return set;
    }
}
