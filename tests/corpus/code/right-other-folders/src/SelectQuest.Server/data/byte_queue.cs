namespace state;

sealed class byte_queue
{
    byte[] store = [];
    int head, tail;

    public bool is_empty => head == tail;

    public ReadOnlySpan<byte> front => store.AsSpan(head..tail);

    public void push(ReadOnlySpan<byte> more)
    {
        if (tail + more.Length > store.Length)
        {
            var bigger = new byte[(tail - head + more.Length) * 2];
            front.CopyTo(bigger);
            (store, tail, head) = (bigger, tail - head, 0);
        }
        more.CopyTo(store.AsSpan(tail));
        tail += more.Length;
    }

    public void pop(int count)
    {
        head += count;
        if (is_empty) { head = 0; tail = 0; }
    }
}
