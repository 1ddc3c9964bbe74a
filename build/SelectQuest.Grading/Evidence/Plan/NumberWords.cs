using System.Text.RegularExpressions;

namespace SelectQuest.Grading.Evidence.Plan;

/// <summary>Numbers written as words, for the ones that matter here.</summary>
internal static partial class NumberWords
{
    private static readonly Dictionary<string, int> Values = new(StringComparer.Ordinal)
    {
        ["half a"] = 0,
        ["one"] = 1,
        ["eine"] = 1,
        ["ein"] = 1,
        ["einer"] = 1,
        ["un"] = 1,
        ["une"] = 1,
        ["uno"] = 1,
        ["una"] = 1,
        ["um"] = 1,
        ["uma"] = 1,
        ["a single"] = 1,
        ["two"] = 2,
        ["zwei"] = 2,
        ["deux"] = 2,
        ["dos"] = 2,
        ["dois"] = 2,
        ["due"] = 2,
        ["three"] = 3,
        ["drei"] = 3,
        ["trois"] = 3,
        ["tres"] = 3,
        ["four"] = 4,
        ["vier"] = 4,
        ["quatre"] = 4,
        ["cuatro"] = 4,
        ["five"] = 5,
        ["funf"] = 5,
        ["fuenf"] = 5,
        ["cinq"] = 5,
        ["cinco"] = 5,
        ["cinque"] = 5,
        ["ten"] = 10,
        ["zehn"] = 10,
        ["dix"] = 10,
        ["diez"] = 10,
        ["dez"] = 10,
        ["dieci"] = 10,
        ["dozen"] = 12,
        ["twenty"] = 20,
        ["zwanzig"] = 20,
        ["vingt"] = 20,
        ["veinte"] = 20,
        ["vinte"] = 20,
        ["venti"] = 20,
        ["twenty-five"] = 25,
        ["twenty five"] = 25,
        ["funfundzwanzig"] = 25,
        ["fuenfundzwanzig"] = 25,
        ["vingt-cinq"] = 25,
        ["veinticinco"] = 25,
        ["vinte e cinco"] = 25,
        ["thirty"] = 30,
        ["dreissig"] = 30,
        ["trente"] = 30,
        ["treinta"] = 30,
        ["forty"] = 40,
        ["vierzig"] = 40,
        ["quarante"] = 40,
        ["cuarenta"] = 40,
        ["fifty"] = 50,
        ["funfzig"] = 50,
        ["fuenfzig"] = 50,
        ["cinquante"] = 50,
        ["cincuenta"] = 50,
        ["cinquenta"] = 50,
        ["cinquanta"] = 50,
        ["五十"] = 50,
        ["пятьдесят"] = 50,
        ["fifity"] = 50,
        ["fivty"] = 50,
        ["fifty-one"] = 51,
        ["sixty"] = 60,
        ["sechzig"] = 60,
        ["soixante"] = 60,
        ["sesenta"] = 60,
        ["六十"] = 60,
        ["seventy"] = 70,
        ["eighty"] = 80,
        ["ninety"] = 90,
        ["hundred"] = 100,
        ["a hundred"] = 100,
        ["one hundred"] = 100,
        ["hundert"] = 100,
        ["einhundert"] = 100,
        ["cent"] = 100,
        ["cien"] = 100,
        ["cem"] = 100,
        ["cento"] = 100,
        ["百"] = 100,
        ["一百"] = 100,
        ["сто"] = 100,
        ["two hundred"] = 200,
        ["zweihundert"] = 200,
        ["deux cents"] = 200,
        ["doscientos"] = 200,
        ["二十五"] = 25,
        ["十"] = 10,
    };

    private static readonly Regex Any = new(
        string.Join(
            '|',
            Values
                .Keys.OrderByDescending(word => word.Length)
                .Select(word => Folded.IsIdeographic(word[0]) ? word : $@"\b{word}\b")
        ),
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant
    );

    /// <summary>The folded text with those words as digits.</summary>
    public static string ToDigits(string folded) =>
        Any.Replace(
            folded,
            match =>
                match.Value == "half a"
                    ? "0.5"
                    : " " + Values[match.Value].ToString(System.Globalization.CultureInfo.InvariantCulture) + " "
        );
}
