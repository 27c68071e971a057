package pattern

import "strings"

// blockSet reads the name of a Unicode block: those of scripts in wide use.
// Case, blanks, hyphens and underlines do not count.
func blockSet(name string) (set, bool) {
	low, high, ok := block(strings.NewReplacer(" ", "", "-", "", "_", "").Replace(strings.ToLower(name)))
	if !ok {
		return nil, false
	}
	return spanSet(low, high), true
}

func block(name string) (low, high rune, ok bool) {
	switch name {
	case "basiclatin":
		return 0, 0x7f, true
	case "latin1supplement":
		return 0x80, 0xff, true
	case "latinextendeda":
		return 0x100, 0x17f, true
	case "latinextendedb":
		return 0x180, 0x24f, true
	case "latinextendedadditional":
		return 0x1e00, 0x1eff, true
	case "combiningdiacriticalmarks":
		return 0x300, 0x36f, true
	case "greek", "greekandcoptic":
		return 0x370, 0x3ff, true
	case "cyrillic":
		return 0x400, 0x4ff, true
	case "armenian":
		return 0x530, 0x58f, true
	case "hebrew":
		return 0x590, 0x5ff, true
	case "arabic":
		return 0x600, 0x6ff, true
	case "devanagari":
		return 0x900, 0x97f, true
	case "bengali":
		return 0x980, 0x9ff, true
	case "tamil":
		return 0xb80, 0xbff, true
	case "thai":
		return 0xe00, 0xe7f, true
	case "georgian":
		return 0x10a0, 0x10ff, true
	}
	return symbolOrAsianBlock(name)
}

func symbolOrAsianBlock(name string) (low, high rune, ok bool) {
	switch name {
	case "generalpunctuation":
		return 0x2000, 0x206f, true
	case "currencysymbols":
		return 0x20a0, 0x20cf, true
	case "letterlikesymbols":
		return 0x2100, 0x214f, true
	case "arrows":
		return 0x2190, 0x21ff, true
	case "mathematicaloperators":
		return 0x2200, 0x22ff, true
	case "boxdrawing":
		return 0x2500, 0x257f, true
	case "cjksymbolsandpunctuation":
		return 0x3000, 0x303f, true
	case "hiragana":
		return 0x3040, 0x309f, true
	case "katakana":
		return 0x30a0, 0x30ff, true
	case "hanguljamo":
		return 0x1100, 0x11ff, true
	case "hangulsyllables":
		return 0xac00, 0xd7af, true
	case "cjkunifiedideographs":
		return 0x4e00, 0x9fff, true
	case "halfwidthandfullwidthforms":
		return 0xff00, 0xffef, true
	case "emoticons":
		return 0x1f600, 0x1f64f, true
	}
	return 0, 0, false
}
