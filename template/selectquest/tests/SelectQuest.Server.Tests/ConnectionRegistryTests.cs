namespace SelectQuest.Server.Tests;

/// <summary>Step 1 of the quest: what the loop relies on when it asks the registry.</summary>
public class ConnectionRegistryTests
{
    private readonly ConnectionRegistry registry = new();

    [Fact]
    public void An_empty_registry_has_no_clients_and_no_highest_fd()
    {
        Assert.Equal(0, registry.Count);
        Assert.Equal(-1, registry.MaxFd);
        Assert.Empty(registry);
        Assert.Null(registry.Get(7));
    }

    [Fact]
    public void A_client_that_was_added_is_found_by_its_fd()
    {
        var connection = new Connection(7);
        registry.Add(7, connection);

        Assert.Same(connection, registry.Get(7));
        Assert.Null(registry.Get(6));
        Assert.Null(registry.Get(-1));
        Assert.Equal(1, registry.Count);
    }

    [Fact]
    public void A_known_fd_is_refused_and_the_first_client_stays()
    {
        var first = new Connection(7);
        registry.Add(7, first);

        Assert.Throws<ArgumentException>(() => registry.Add(7, new Connection(7)));
        Assert.Same(first, registry.Get(7));
        Assert.Equal(1, registry.Count);
    }

    [Fact]
    public void A_client_that_was_removed_is_gone()
    {
        Add(7);

        Assert.True(registry.Remove(7));
        Assert.Null(registry.Get(7));
        Assert.Equal(0, registry.Count);
        Assert.Empty(registry);
    }

    [Fact]
    public void Removing_an_fd_nobody_has_changes_nothing_and_says_so()
    {
        Add(7);

        Assert.False(registry.Remove(9));
        Assert.Equal(1, registry.Count);
        Assert.Equal(7, registry.MaxFd);
    }

    [Fact]
    public void An_fd_can_be_used_again_after_its_client_left()
    {
        Add(7);
        registry.Remove(7);
        var next = new Connection(7);
        registry.Add(7, next);

        Assert.Same(next, registry.Get(7));
    }

    [Theory]
    [InlineData(new[] { 4, 7, 12 })]
    [InlineData(new[] { 12, 7, 4 })]
    [InlineData(new[] { 7, 12, 4 })]
    public void The_highest_fd_follows_every_add_in_any_order(int[] fds)
    {
        var highest = -1;
        foreach (var fd in fds)
        {
            Add(fd);
            highest = Math.Max(highest, fd);
            Assert.Equal(highest, registry.MaxFd);
        }
    }

    [Fact]
    public void The_highest_fd_falls_to_the_next_one_when_its_client_leaves()
    {
        Add(4, 7, 12);

        registry.Remove(12);
        Assert.Equal(7, registry.MaxFd);
        registry.Remove(7);
        Assert.Equal(4, registry.MaxFd);
        registry.Remove(4);
        Assert.Equal(-1, registry.MaxFd);
    }

    [Fact]
    public void The_highest_fd_stays_when_another_client_leaves()
    {
        Add(4, 7, 12);

        registry.Remove(7);
        Assert.Equal(12, registry.MaxFd);
        registry.Remove(12);
        Assert.Equal(4, registry.MaxFd);
    }

    [Fact]
    public void Going_through_the_registry_meets_every_client_once()
    {
        Add(12, 4, 7);
        registry.Remove(4);
        Add(5);

        Assert.Equal([5, 7, 12], registry.Select(connection => connection.Fd).Order());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Whatever_comes_and_goes_it_agrees_with_a_sorted_list(int seed)
    {
        var random = new Random(seed);
        var model = new SortedDictionary<int, Connection>();
        for (var step = 0; step < 2000; step++)
        {
            var fd = random.Next(64);
            if (random.Next(2) == 0)
            {
                Assert.Equal(model.Remove(fd), registry.Remove(fd));
            }
            else if (!model.ContainsKey(fd))
            {
                var connection = new Connection(fd);
                model.Add(fd, connection);
                registry.Add(fd, connection);
            }

            Assert.Equal(model.Count, registry.Count);
            Assert.Equal(model.Count == 0 ? -1 : model.Keys.Last(), registry.MaxFd);
            Assert.Same(model.GetValueOrDefault(fd), registry.Get(fd));
        }

        Assert.Equal(model.Keys, registry.Select(connection => connection.Fd).Order());
    }

    private void Add(params int[] fds)
    {
        foreach (var fd in fds)
        {
            registry.Add(fd, new Connection(fd));
        }
    }
}
