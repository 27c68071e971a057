package pattern

import (
	"strings"
	"unicode"
)

// propertySet returns the characters of \p{name}.
func propertySet(name string, f flags) (set, bool) {
	if key, value, ok := strings.Cut(name, "="); ok {
		return keyedProperty(strings.ToLower(key), value, f)
	}
	if block, ok := strings.CutPrefix(name, "In"); ok {
		return blockSet(block)
	}
	if property, ok := strings.CutPrefix(name, "Is"); ok {
		return unicodeProperty(property, f)
	}
	if s, ok := categorySet(name, f); ok {
		return s, true
	}
	if java, ok := strings.CutPrefix(name, "java"); ok {
		return javaSet(java, f)
	}
	return posixSet(name, f)
}

func keyedProperty(key, value string, f flags) (set, bool) {
	switch key {
	case "sc", "script":
		return scriptSet(value)
	case "blk", "block":
		return blockSet(value)
	case "gc", "general_category":
		return categorySet(value, f)
	}
	return nil, false
}

// unicodeProperty is what follows "Is": a property, a category or a script.
func unicodeProperty(name string, f flags) (set, bool) {
	if s, ok := binaryProperty(strings.ToUpper(name), f); ok {
		return s, true
	}
	if s, ok := categorySet(name, f); ok {
		return s, true
	}
	return scriptSet(name)
}

// cased are the letters that differ by case only; what any of them is asked
// for under a case-insensitive flag stands for all.
func cased() set { return tableSet(unicode.Lu, unicode.Ll, unicode.Lt) }

func alphabetic() set {
	return tableSet(unicode.L, unicode.Nl, unicode.Other_Alphabetic)
}

func lowercase() set { return tableSet(unicode.Ll, unicode.Other_Lowercase) }

func uppercase() set { return tableSet(unicode.Lu, unicode.Other_Uppercase) }

func anyCase(s set, f flags) set {
	if f.ignoreCase {
		return lowercase().union(uppercase(), tableSet(unicode.Lt))
	}
	return s
}

// assigned are the characters that have a category other than "unassigned".
func assigned() set {
	return tableSet(unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Z, unicode.C)
}

func binaryProperty(name string, f flags) (set, bool) {
	switch name {
	case "ALPHABETIC":
		return alphabetic(), true
	case "LETTER":
		return tableSet(unicode.L), true
	case "IDEOGRAPHIC":
		return tableSet(unicode.Ideographic), true
	case "LOWERCASE":
		return anyCase(lowercase(), f), true
	case "UPPERCASE":
		return anyCase(uppercase(), f), true
	case "TITLECASE":
		return anyCase(tableSet(unicode.Lt), f), true
	case "WHITE_SPACE", "WHITESPACE":
		return tableSet(unicode.White_Space), true
	case "CONTROL":
		return tableSet(unicode.Cc), true
	case "PUNCTUATION":
		return tableSet(unicode.P), true
	case "DIGIT":
		return tableSet(unicode.Nd), true
	case "ALNUM":
		return alphabetic().union(tableSet(unicode.Nd)), true
	}
	return rareProperty(name)
}

func rareProperty(name string) (set, bool) {
	switch name {
	case "HEX_DIGIT", "HEXDIGIT":
		return tableSet(unicode.Nd, unicode.Hex_Digit), true
	case "JOIN_CONTROL", "JOINCONTROL":
		return tableSet(unicode.Join_Control), true
	case "NONCHARACTER_CODE_POINT", "NONCHARACTERCODEPOINT":
		return tableSet(unicode.Noncharacter_Code_Point), true
	case "ASSIGNED":
		return assigned(), true
	case "WORD":
		return alphabetic().union(tableSet(unicode.M, unicode.Nd, unicode.Pc, unicode.Join_Control)), true
	case "BLANK":
		return tableSet(unicode.Zs).union(setOf('\t')), true
	case "GRAPH":
		return graphic(), true
	case "PRINT":
		return graphic().union(tableSet(unicode.Zs)), true
	}
	return nil, false
}

// graphic are the characters that leave a mark.
func graphic() set {
	return tableSet(unicode.Z, unicode.Cc, unicode.Cs, unicode.White_Space).union(assigned().negate()).negate()
}

// categorySet reads a general category, and Java's names for a few more.
func categorySet(name string, f flags) (set, bool) {
	switch name {
	case "Lu", "Ll", "Lt":
		if f.ignoreCase {
			return cased(), true
		}
	case "LC":
		return cased(), true
	case "LD":
		return tableSet(unicode.L, unicode.Nd), true
	case "L1":
		return spanSet(0, 0xff), true
	case "Cn":
		return assigned().negate(), true
	case "C":
		return tableSet(unicode.C).union(assigned().negate()), true
	case "all":
		return anything, true
	}
	table, ok := unicode.Categories[name]
	if !ok || len(name) > 2 {
		return nil, false
	}
	return tableSet(table), true
}

// scriptSet reads the long name of a script, whatever its case.
func scriptSet(name string) (set, bool) {
	for script, table := range unicode.Scripts {
		if strings.EqualFold(script, name) {
			return tableSet(table), true
		}
	}
	return nil, false
}

// posixSet reads the ASCII classes, which become Unicode's under the U flag.
func posixSet(name string, f flags) (set, bool) {
	if f.unicodeClasses {
		if s, ok := unicodePosix(name, f); ok {
			return s, true
		}
	}
	lower, upper := spanSet('a', 'z'), spanSet('A', 'Z')
	switch name {
	case "Lower":
		return foldPosix(lower, f), true
	case "Upper":
		return foldPosix(upper, f), true
	case "Alpha":
		return lower.union(upper), true
	case "Digit":
		return digits, true
	case "Alnum":
		return lower.union(upper, digits), true
	case "XDigit":
		return digits.union(spanSet('a', 'f'), spanSet('A', 'F')), true
	case "ASCII":
		return spanSet(0, unicode.MaxASCII), true
	}
	return posixSigns(name)
}

func foldPosix(s set, f flags) set {
	if f.ignoreCase {
		return spanSet('a', 'z').union(spanSet('A', 'Z'))
	}
	return s
}

func posixSigns(name string) (set, bool) {
	switch name {
	case "Punct":
		return normal([]span{{'!', '/'}, {':', '@'}, {'[', '`'}, {'{', '~'}}), true
	case "Graph":
		return spanSet('!', '~'), true
	case "Print":
		return spanSet(' ', '~'), true
	case "Blank":
		return setOf(' ', '\t'), true
	case "Cntrl":
		return normal([]span{{0, 0x1f}, {0x7f, 0x7f}}), true
	case "Space":
		return asciiSpace, true
	}
	return nil, false
}

func unicodePosix(name string, f flags) (set, bool) {
	switch name {
	case "Lower", "Upper", "Digit", "Alnum", "Graph", "Print", "Blank":
		return binaryProperty(strings.ToUpper(name+caseSuffix(name)), f)
	case "Alpha":
		return alphabetic(), true
	case "Punct":
		return tableSet(unicode.P), true
	case "Cntrl":
		return tableSet(unicode.Cc), true
	case "XDigit":
		return tableSet(unicode.Nd, unicode.Hex_Digit), true
	case "Space":
		return tableSet(unicode.White_Space), true
	}
	return nil, false
}

func caseSuffix(name string) string {
	if name == "Lower" || name == "Upper" {
		return "case"
	}
	return ""
}

// javaSet reads the classes named after the methods of java.lang.Character.
func javaSet(name string, f flags) (set, bool) {
	switch name {
	case "LowerCase":
		return anyCase(lowercase(), f), true
	case "UpperCase":
		return anyCase(uppercase(), f), true
	case "TitleCase":
		return anyCase(tableSet(unicode.Lt), f), true
	case "Alphabetic":
		return alphabetic(), true
	case "Ideographic":
		return tableSet(unicode.Ideographic), true
	case "Digit":
		return tableSet(unicode.Nd), true
	case "Letter":
		return tableSet(unicode.L), true
	case "LetterOrDigit":
		return tableSet(unicode.L, unicode.Nd), true
	case "Defined":
		return assigned(), true
	case "ISOControl":
		return tableSet(unicode.Cc), true
	case "SpaceChar":
		return tableSet(unicode.Z), true
	case "Whitespace":
		noBreak := setOf(0xa0, 0x2007, 0x202f)
		separators := noBreak.union(tableSet(unicode.Z).negate()).negate()
		return separators.union(spanSet('\t', '\r'), spanSet(0x1c, 0x1f)), true
	}
	return nil, false
}
