using System.Text.RegularExpressions;

namespace SelectQuest.Grading.Evidence.Plan;

/// <summary>The registry as the plan designs it.</summary>
internal sealed record RegistryFacts(Fact? Add, Fact? Remove, Fact? Lookup, Fact? Structure)
{
    /// <summary>Reads them from listings, prose and tables.</summary>
    public static RegistryFacts Read(PlanDocument plan) =>
        new(
            RegistryOperations.Find(plan, RegistryOperations.Add, "add"),
            RegistryOperations.Find(plan, RegistryOperations.Remove, "remove"),
            RegistryOperations.Find(plan, RegistryOperations.Lookup, "look up"),
            RegistryStructure.Find(plan)
        );
}

/// <summary>Signatures and descriptions of adding, removing and looking up by fd.</summary>
internal static partial class RegistryOperations
{
    public static readonly Words Add = new(
        "add*, insert*, register*, put, store, enrol*, emplace, try add, attach, hinzu*, einfug*, einfueg*, eintrag*, anmeld*, aufnehm*, ajout*, inscri*, anad*, agreg*, insertar, registrar",
        "alta, adicion*, inser*, aggiung*, 追加, 登録, 添加, 加入, 注册, 插入, добав*"
    );

    public static readonly Words Remove = new(
        "remove*, erase*, delete*, del, unregister*, drop*, deregister*, detach, pop, entfern*, losch*, loesch*, abmeld*, austrag*, supprim*, retir*, enlev*, elimin*, quit*, borr*, baja",
        "remov*, rimuov*, apag*, 削除, 除去, 登録解除, 删除, 移除, 注销, удал*"
    );

    public static readonly Words Lookup = new(
        "get*, lookup*, look up*, find*, search*, at, fetch*, by fd, of, try get*, nachschlag*, such*, hol*, finde*, chercher, trouv*, recherch*, obten*, busc*, encontr*, consult*, obtenir, acceder",
        "cerca, trova*, 取得, 検索, 探す, 参照, 查找, 获取, 查询, 查, найти, получ*"
    );

    public static readonly Words Registry = new(
        "regist*, connection*, conns, clients, client table, client map, conn table, table, verbindung*, verzeichnis, tabelle, connexion*, conexion*, registro, conexoes, conexao, conness*",
        "レジストリ, 接続, 管理, 注册, 连接, 登记, реестр, соединени*, map, dict, dictionary"
    );

    public static readonly Words Descriptor = new(
        "fd, fds, sock, socket, sockfd, descriptor*, handle, key, int, i32, number, deskriptor*, dateideskriptor*, socket*, descripteur*, descriptor*, clave, cle, schlussel, schluessel, rawfd",
        "c, conn*, connection*, client*, verbindung*, connexion, conexion, 記述子, ディスクリプタ, 描述符, ソケット, 套接字, дескриптор*"
    );

    /// <summary>Where the plan names the operation with its parameters.</summary>
    public static Fact? Find(PlanDocument plan, Words verbs, string operation)
    {
        var bare = (Fact?)null;
        foreach (var block in plan.Blocks)
        {
            var about = Registry.In(block.Section.Words) || Registry.In(block.Words);
            foreach (var line in block.Lines)
            {
                foreach (var (name, arguments, index) in Pseudocode.Expressions.Calls(line.Text))
                {
                    var words = Folded.Of(Method(name));
                    if (!verbs.In(words) || !about || SetLike().IsMatch(Folded.Of(name)))
                    {
                        continue;
                    }
                    if (Descriptor.In(Folded.Of(arguments)))
                    {
                        return Fact.Yes(
                            $"`{Short(name, arguments)}` can {operation}.",
                            line.Number,
                            line.Column + index
                        );
                    }
                    bare ??= Fact.No(
                        arguments.Trim().Length == 0
                            ? $"`{Short(name, arguments)}` names no parameters."
                            : $"`{Short(name, arguments)}` does not go by fd.",
                        line.Number,
                        line.Column + index
                    );
                }
                if (about && block.Kind == BlockKind.Code && Indexed(line.Text, verbs) is >= 0 and var at)
                {
                    return Fact.Yes($"The table is indexed by fd to {operation}.", line.Number, line.Column + at);
                }
            }
        }
        return Described(plan, verbs, operation) ?? bare;
    }

    private static Fact? Described(PlanDocument plan, Words verbs, string operation)
    {
        foreach (var block in plan.Text)
        {
            foreach (var sentence in Sentences.Of(block))
            {
                var about = Named.In(block.Section.Words) || Named.In(sentence.Words);
                if (about && verbs.In(Vague.RemoveFrom(sentence.Words)) && ByFd.In(sentence.Words))
                {
                    return Fact.Yes($"The plan says how to {operation} by fd.", sentence.At.Number, sentence.At.Column);
                }
            }
        }
        return null;
    }

    private static readonly Words Named = new("regist*, verzeichnis, レジストリ, 注册表, 登记, реестр*");

    // In a sentence these are everyday words, not operations.
    private static readonly Words Vague = new("at, of, by fd, put");

    private static readonly Words ByFd = new(
        "fd, fds, descriptor*, deskriptor*, dateideskriptor*, descripteur*, 記述子, ディスクリプタ, 描述符, socket number, дескриптор*"
    );

    // conns[fd] = c    conns[fd] = NULL, del conns[fd]    c = conns[fd]
    private static int Indexed(string text, Words verbs)
    {
        var match = ByIndex().Match(text);
        if (!match.Success)
        {
            return -1;
        }
        var before = text[..match.Index];
        var after = text[(match.Index + match.Length)..].TrimStart();
        var assigned =
            after.StartsWith('=') && !after.StartsWith("==", StringComparison.Ordinal)
            || after.StartsWith(":=", StringComparison.Ordinal)
            || after.StartsWith('←')
            || after.StartsWith("<-", StringComparison.Ordinal);
        var emptied = assigned && Nothing().IsMatch(after) || DeleteWord().IsMatch(before);
        var what =
            emptied ? Remove
            : assigned ? Add
            : Lookup;
        return ReferenceEquals(what, verbs) ? match.Index : -1;
    }

    private static string Method(string name) => name.Split('.', '>', ':')[^1];

    private static string Short(string name, string arguments) =>
        $"{name}({(arguments.Length > 50 ? arguments[..47] + "..." : arguments).ReplaceLineEndings(" ").Replace('`', '\'')})";

    [GeneratedRegex(
        @"\b(fd (set|zero|clr|isset)|setsockopt|set nonblocking|read set|write set|error set|readset|writeset|readable|writable|get(sock|addr|peer|pid|dtable|errno|line|time)\w*|getdtablesize)\b"
    )]
    private static partial Regex SetLike();

    [GeneratedRegex(@"\b[\p{L}_][\w.>-]*\[\s*(\w+\.)?(\w*fd\w*|sock\w*|s)\s*\]", RegexOptions.IgnoreCase)]
    private static partial Regex ByIndex();

    [GeneratedRegex(
        @"^(:?=|←|<-)\s*(NULL|None|nil|null|nullptr|0|-1|\{\s*0?\s*\}|default|frei|free|undefined|empty)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Nothing();

    [GeneratedRegex(@"\b(del|delete|erase|free|lösche)\s*\(?$", RegexOptions.IgnoreCase)]
    private static partial Regex DeleteWord();
}

/// <summary>What the registry is made of, and so what an operation costs.</summary>
internal static partial class RegistryStructure
{
    private static readonly Words Constant = new(
        "hash map, hashmap, hash table, hashtable, hash, unordered map, dictionary, dict, map[int]*, associative array, perfect hash, dictionary<*, gehashte*, streuwert*, hashtabelle*, worterbuch",
        "table de hachage, dictionnaire, tabla hash, diccionario, dicionario, dizionario, tabela hash, ハッシュ*, 連想配列, 辞書, 哈希*, 字典, 散列, хеш*, словар*, int map, swiss table, defaultdict, flat map, robin*"
    );

    private static readonly Words Ordered = new(
        "std::map, treemap, tree map, btreemap, b tree map, sorteddictionary, sorted dictionary, red-black tree, red black tree, rb tree, balanced tree, ordered map, sorted map, binary tree, avl, map<int*, sorted list, sortedlist, skip list",
        "baum, rot-schwarz*, arbre, arbol, albero, 二分木, 平衡木, 红黑树, 平衡树, дерев*"
    );

    private static readonly Words Linear = new(
        "list, lists, linked list, linkedlist, list<*, arraylist, vector, vec, slice, linear search, linear, scan*, o(n), o (n), liste, verkettete*, lineare*, lista*, vector*, リスト, 線形, 列表, 链表, 数组遍历, 遍历查找, список, queue, stack"
    );

    private static readonly Words Array = new(
        "array*, table, feld, tableau, tabla, arreglo*, vetor, vettore, 配列, 数组, массив*, tabelle, vector, vec, slice"
    );

    private static readonly Words ByFd = new(
        "indexed by, index by, fd as key, fd as the key, keyed by, key is the fd, by key fd, fd als schlussel, fd como clave, fd comme cle, index is the fd, fd as index, fd is the index, by fd, slot fd, per fd, direct index*, direkt indiz*, indiziert, index ist, fd als index, index = fd, indexe par, indice es el fd, indexad* por, por fd, par fd",
        "indizado*, fd を添字, 添字, fd で, 以 fd, fd 为下标, 下标, индекс*, o(1), o (1)"
    );

    private static readonly Words Claim = new(
        "o(1), o (1), constant time, konstante* zeit, temps constant, tiempo constante, tempo constante, 定数時間, 常数时间, 常量时间"
    );

    private static readonly Words Not = new(
        "not, no, instead of, rather than, unlike, would be, nicht, kein*, statt, anstatt, pas, au lieu, en vez, en lugar, なく, ではなく, 不是, 而不是, 不用, вместо, не"
    );

    /// <summary>The structure and the line that names it.</summary>
    public static Fact? Find(PlanDocument plan)
    {
        var lines = plan
            .Blocks.Where(block =>
                RegistryOperations.Registry.In(block.Section.Words) || RegistryOperations.Registry.In(block.Words)
            )
            .SelectMany(Said)
            .Select(line => (line, words: Folded.Of(line.Text), raw: line.Text.ToLowerInvariant()))
            .ToArray();
        foreach (var (line, words, raw) in lines)
        {
            var at = Constant.IndexIn(words);
            if (
                at >= 0 && !Not.In(words[Math.Max(0, at - 16)..at])
                || Table().IsMatch(line.Text)
                || BuiltIn().IsMatch(raw)
            )
            {
                return Fact.Yes("The registry is a structure with O(1) lookup.", line.Number, line.Column);
            }
            if (Array.In(words) && ByFd.In(words))
            {
                return Fact.Yes("The registry is an array indexed by fd.", line.Number, line.Column);
            }
        }
        var ordered = lines.FirstOrDefault(l =>
            Ordered.IndexIn(l.words) is >= 0 and var at && !Not.In(l.words[Math.Max(0, at - 16)..at])
        );
        if (ordered.line is not null)
        {
            return Fact.Unsure(
                "The registry is an ordered map: O(log n), not O(1).",
                ordered.line.Number,
                ordered.line.Column
            );
        }
        var linear = lines.FirstOrDefault(l =>
            Linear.IndexIn(l.words) is >= 0 and var at && !Not.In(l.words[Math.Max(0, at - 16)..at])
        );
        if (linear.line is not null)
        {
            return Fact.No(
                "The registry has to be searched from one end to the other.",
                linear.line.Number,
                linear.line.Column
            );
        }
        var claim = lines.FirstOrDefault(l => Claim.In(l.words));
        if (claim.line is not null)
        {
            return Fact.Unsure(
                "The plan says O(1) and does not say what the registry is made of.",
                claim.line.Number,
                claim.line.Column
            );
        }
        var array = lines.FirstOrDefault(l => Array.In(l.words));
        return array.line is not null
            ? Fact.Unsure(
                "The registry is an array, and the plan does not say that the fd is the index.",
                array.line.Number,
                array.line.Column
            )
            : null;
    }

    // Lines of code; sentences that are no questions.
    private static IEnumerable<PlanLine> Said(PlanBlock block) =>
        block.Kind == BlockKind.Code
            ? block.Lines
            : Sentences.Of(block).Select(sentence => sentence.At with { Text = sentence.Text });

    // Connection *conns[FD_SETSIZE];   Conn table[1024]   conns[fd] = c
    [GeneratedRegex(
        @"\w\[\s*(FD_SETSIZE|FD_MAX|MAX_?FDS?|MAXFD|MAX_FD|MAX_CLIENTS|1024)\s*\]|\w\[\s*fd\s*\]\s*(=(?!=)|:=|←)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Table();

    [GeneratedRegex(
        @"\bmap\[(int|uintptr)\]|new map\(|\bmap<(number|integer|int\s*,\s*connection\s*>\s*\(java)|hashmap<|= ?\{\}\s*$|unordered_map|\bdict\[|:\s*dict\b"
    )]
    private static partial Regex BuiltIn();
}
