// Is this log whole, and does it go on from what was seen before?
//
//	follow_log ADDRESS VERIFIER_KEY [OLD_CHECKPOINT_FILE]
//
// Reads a log with Go's own transparency log library (golang.org/x/mod/sumdb), nothing of Liuhen in it: ADDRESS is the
// prefix under which checkpoint and tile/ stand. On Debian 12, with golang-go and golang-golang-x-mod-dev installed:
//
//	GO111MODULE=off GOPATH=/usr/share/gocode go run follow_log.go https://…/log KEY
package main

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

// The library reads a checkpoint under the name of the Go checksum database; all logs write the lines alike.
const libraryOrigin = "go.sum database tree"

func fetch(address string) ([]byte, error) {
	answer, err := http.Get(address)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", address, answer.Status)
	}
	return io.ReadAll(answer.Body)
}

// tiles reads them as the library asks, by the paths of C2SP tlog-tiles.
type tiles struct{ prefix string }

func (t tiles) Height() int                     { return height }
func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}
func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range wanted {
		data, err := fetch(t.prefix + "/tile/" + strings.TrimPrefix(tile.Path(), "tile/8/"))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

// bundle reads the entries that stand beneath one tile of level 0.
func (t tiles) bundle(index int64, width int) ([][]byte, error) {
	path := tlog.Tile{H: height, L: -1, N: index, W: width}.Path()
	data, err := fetch(t.prefix + "/tile/entries/" + strings.TrimPrefix(path, "tile/8/data/"))
	if err != nil {
		return nil, err
	}
	var entries [][]byte
	for len(data) > 0 {
		if len(data) < 2 || len(data) < 2+int(binary.BigEndian.Uint16(data)) {
			return nil, fmt.Errorf("%s ends within an entry", path)
		}
		end := 2 + int(binary.BigEndian.Uint16(data))
		entries, data = append(entries, data[2:end]), data[end:]
	}
	if len(entries) != width {
		return nil, fmt.Errorf("%s has %d entries, not %d", path, len(entries), width)
	}
	return entries, nil
}

func open(signed []byte, verifier note.Verifier) (tlog.Tree, error) {
	opened, err := note.Open(signed, note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, err
	}
	name, rest, _ := strings.Cut(opened.Text, "\n")
	if name != verifier.Name() {
		return tlog.Tree{}, fmt.Errorf("a checkpoint of %s, not of %s", name, verifier.Name())
	}
	return tlog.ParseTree([]byte(libraryOrigin + "\n" + rest))
}

// check makes the tree anew from the entries, compares it with the signed one, and every tile with it.
//
// The library alone would not do: its TileHashReader (v0.7.0 and later) leaves full tiles unauthenticated where several
// subtrees of the right edge lie in one tile.
func check(t tiles, tree tlog.Tree) error {
	var own []tlog.Hash
	stored := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		var found []tlog.Hash
		for _, index := range indexes {
			found = append(found, own[index])
		}
		return found, nil
	})
	for next := int64(0); next < tree.N; {
		width := 1 << height
		if tree.N-next < int64(width) {
			width = int(tree.N - next)
		}
		entries, err := t.bundle(next>>height, width)
		if err != nil {
			return err
		}
		for _, entry := range entries {
			hashes, err := tlog.StoredHashes(next, entry, stored)
			if err != nil {
				return err
			}
			own = append(own, hashes...)
			next++
		}
	}
	root, err := tlog.TreeHash(tree.N, stored)
	if err != nil {
		return err
	}
	if root != tree.Hash {
		return errors.New("the entries do not make the tree that was signed")
	}
	return checkTiles(t, tree, own)
}

func checkTiles(t tiles, tree tlog.Tree, own []tlog.Hash) error {
	reader := tlog.TileHashReader(tree, t)
	for first := int64(0); first < tree.N; first += 1 << height {
		var indexes []int64
		for i := first; i < tree.N && i < first+1<<height; i++ {
			indexes = append(indexes, tlog.StoredHashIndex(0, i))
		}
		served, err := reader.ReadHashes(indexes)
		if err != nil {
			return err
		}
		for i, index := range indexes {
			if served[i] != own[index] {
				return fmt.Errorf("the tile over entry %d is not of this tree", first+int64(i))
			}
		}
	}
	return nil
}

func run(address, key string, old []byte) error {
	verifier, err := note.NewVerifier(key)
	if err != nil {
		return err
	}
	t := tiles{strings.TrimSuffix(address, "/")}
	signed, err := fetch(t.prefix + "/checkpoint")
	if err != nil {
		return err
	}
	tree, err := open(signed, verifier)
	if err != nil {
		return err
	}
	if err := check(t, tree); err != nil {
		return err
	}
	fmt.Printf("%s: %d entries make the signed tree %s, and so do its tiles\n", verifier.Name(), tree.N, tree.Hash)
	if old == nil {
		return nil
	}
	before, err := open(old, verifier)
	if err != nil {
		return err
	}
	proof, err := tlog.ProveTree(tree.N, before.N, tlog.TileHashReader(tree, t))
	if err != nil {
		return err
	}
	if err := tlog.CheckTree(proof, tree.N, tree.Hash, before.N, before.Hash); err != nil {
		return err
	}
	fmt.Printf("the tree of %d entries seen before is its beginning\n", before.N)
	return nil
}

func main() {
	if len(os.Args) < 3 || len(os.Args) > 4 {
		fmt.Fprintln(os.Stderr, "follow_log ADDRESS VERIFIER_KEY [OLD_CHECKPOINT_FILE]")
		os.Exit(2)
	}
	var old []byte
	var err error
	if len(os.Args) == 4 {
		old, err = os.ReadFile(os.Args[3])
	}
	if err == nil {
		err = run(os.Args[1], os.Args[2], old)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "NOT PROVEN:", err)
		os.Exit(1)
	}
}
