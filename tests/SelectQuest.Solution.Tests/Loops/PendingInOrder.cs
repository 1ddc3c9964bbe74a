using SelectQuest.Server;

namespace SelectQuest.Solution.Tests.Loops;

public class PendingInOrder
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Bytes_leave_in_the_order_they_came_whatever_comes_and_goes(int seed)
    {
        var random = new Random(seed);
        var pending = new PendingBytes();
        var model = new List<byte>();
        for (var step = 0; step < 3000; step++)
        {
            if (random.Next(2) == 0)
            {
                var bytes = new byte[random.Next(6000)];
                random.NextBytes(bytes);
                pending.Append(bytes);
                model.AddRange(bytes);
            }
            else
            {
                var sent = random.Next(Math.Min(model.Count, 12_000) + 1);
                pending.RemoveFirst(sent);
                model.RemoveRange(0, sent);
            }

            Assert.Equal(model.Count, pending.Length);
            Assert.Equal(model.Count == 0, pending.IsEmpty);
            Assert.True(pending.Bytes.SequenceEqual(model.ToArray()));
        }
    }

    [Fact]
    public void More_cannot_be_taken_than_is_there()
    {
        var pending = new PendingBytes();
        pending.Append([1, 2, 3]);

        Assert.Throws<ArgumentOutOfRangeException>(() => pending.RemoveFirst(4));
    }
}
