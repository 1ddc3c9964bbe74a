# From the verdict to marks on the lines of a pull request:  jq -r -f .github/annotations.jq artifacts/verdict.json
# A finding that several criteria rest on is listed with each of them, and marked once.

def text: gsub("%"; "%25") | gsub("\r"; "%0D") | gsub("\n"; "%0A");
def property: text | gsub(":"; "%3A") | gsub(","; "%2C");

[.findings[], (.integrity // [])[] | select(.file)]
| unique_by([.file, .line, .rule, .observed])[]
| (if .outcome == "fail" then "error" else "warning" end) as $level
| "::\($level) file=\(.file | property),line=\(.line // 1),col=\(.column // 1),"
  + "title=\("\(.rule) \(.title)" | property)::\("\(.observed)\nTry: \(.try // "")" | text)"
